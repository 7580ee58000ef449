using System.Globalization;
using SymbolicJacobian.GradBench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    [] => Protocol.Run(Console.In, Console.Out),
    ["--check"] => Checks.Run() ? 0 : 1,
    ["--time", .. var names] => Timings.Run(names),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project benchmarks/GradBench [-- --check | --time [name …]]; without arguments it is a GradBench tool on standard input and output");
    return 1;
}
