using System.Globalization;
using SymbolicJacobian.Benchmarks.GeneratorCost;
using SymbolicJacobian.Benchmarks.Kernels;
using SymbolicJacobian.Benchmarks.SideBySide;
using SymbolicJacobian.Benchmarks.Verification;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Every mode returns whether what it checks holds: equal results, no allocation, nothing generated anew, linear size. Times
// are printed and never checked: they belong to the machine.
var holds = args switch
{
    [] or ["--kernels"] => KernelTable.Run(Course.All, timed: true),
    ["--generator"] => GeneratorTime.Run(runs: 30),
    ["--size"] => EmittedSize.Run(),
    ["--verification"] => CheckTable.Run(),
    ["--growth"] => Growth.Run([100, 1000, 10_000]),
    ["--growth", var most, .. var names] => Growth.Run([.. new[] { 100, 1000, 3000, 10_000 }.Where(size => size <= int.Parse(most, CultureInfo.InvariantCulture))], names.ElementAtOrDefault(0), names.ElementAtOrDefault(1)),
    ["--large", .. var chosen] => LargeTime.Run(chosen.ElementAtOrDefault(0), chosen.ElementAtOrDefault(1)),
    ["--all"] => KernelTable.Run(Course.All, timed: true) & GeneratorTime.Run(runs: 30) & EmittedSize.Run(),
    ["--check"] => KernelTable.Run(Course.All, timed: false) & GeneratorTime.Run(runs: 1) & EmittedSize.Run() & CheckTable.Run(),
    _ => Usage(),
};
return holds ? 0 : 1;

static bool Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project benchmarks [-- --kernels | --generator | --size | --verification | --growth [most operations [kind [program]]] | --large [program [kind]] | --all | --check]");
    return false;
}
