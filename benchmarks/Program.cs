using System.Globalization;
using SymbolicJacobian.Benchmarks.Curves;
using SymbolicJacobian.Benchmarks.Further;
using SymbolicJacobian.Benchmarks.GeneratorCost;
using SymbolicJacobian.Benchmarks.Kernels;
using SymbolicJacobian.Benchmarks.SideBySide;
using SymbolicJacobian.Benchmarks.Targets;
using SymbolicJacobian.Benchmarks.Verification;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Every mode returns whether what it checks holds: equal results, no allocation, nothing generated anew, linear size. Times
// are printed and never checked: they belong to the machine.
var holds = args switch
{
    [] or ["--kernels"] => KernelTable.Run(Course.All, timed: true),
    ["--targets"] => KernelTable.Run(Targets.All, timed: true),
    ["--targets", var name] => KernelTable.Run(Targets.All.Where(kernel => kernel.Name.Contains(name, StringComparison.OrdinalIgnoreCase)), timed: true),
    ["--further"] => KernelTable.Run(Further.All, timed: true),
    ["--further", var name] => KernelTable.Run(Further.All.Where(kernel => kernel.Name.Contains(name, StringComparison.OrdinalIgnoreCase)), timed: true),
    ["--batch"] => BatchTable.Run(1_000_000),
    ["--keystrokes"] => Keystrokes(),
    ["--curves"] => CostCurves.Run() & Keystrokes() & Growth.Run([100, 1000, 10_000], "Jacobian"),
    ["--generator"] => Generator(),
    ["--size"] => EmittedSize.Run(),
    ["--verification"] => CheckTable.Run(),
    ["--growth"] => Growth.Run([100, 1000, 10_000]),
    ["--growth", var most, .. var names] => Growth.Run(Sizes(most), names.ElementAtOrDefault(0), names.ElementAtOrDefault(1)),
    ["--cancellation"] => CancellationTime.Run(),
    ["--large", .. var chosen] => LargeTime.Run(chosen.ElementAtOrDefault(0), chosen.ElementAtOrDefault(1)),
    ["--all"] => KernelTable.Run([.. Targets.All, .. Further.All, .. Course.All], timed: true) & BatchTable.Run(1_000_000) & Generator() & EmittedSize.Run(),
    ["--check"] => KernelTable.Run([.. Targets.All, .. Further.All, .. Course.All], timed: false) & BatchTable.Run(1003) & GeneratorTime.Run(runs: 1) & EmittedSize.Run() & CheckTable.Run(),
    _ => Usage(),
};
return holds ? 0 : 1;

static bool Generator() => CompilerServer.Run("--generator", () => GeneratorTime.Run(runs: 100));

static bool Keystrokes() => CompilerServer.Run("--keystrokes", () => KeystrokeCurve.Run([1, 100, 1000]));

// One number is the most; several with commas are the sizes themselves.
static int[] Sizes(string text) => text.Contains(',', StringComparison.Ordinal)
    ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(size => int.Parse(size, CultureInfo.InvariantCulture))]
    : [.. new[] { 100, 1000, 3000, 10_000 }.Where(size => size <= int.Parse(text, CultureInfo.InvariantCulture))];

static bool Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project benchmarks [-- --targets [name] | --further [name] | --batch | --curves | --kernels | --generator | --keystrokes | --size | --verification | --growth [most operations | sizes, [kind [program]]] | --large [program [kind]] | --cancellation | --all | --check]");
    return false;
}
