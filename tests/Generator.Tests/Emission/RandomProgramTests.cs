namespace SymbolicJacobian.Generator.Tests.Emission;

public class RandomProgramTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void RandomProgramsComputeTheSameBits(int firstSeed)
    {
        var functions = Enumerable.Range(firstSeed, 150).Select(RandomPrograms.Make).ToList();
        var methods = PrintedFunction.Compile(functions);
        for (var k = 0; k < functions.Count; k++)
        {
            var random = new Random(k);
            for (var n = 0; n < 4; n++)
            {
                double[] a = [random.NextDouble(), random.NextDouble() - 0.5, 3, n];
                double[,] table = { { 1, random.NextDouble() }, { 3, 4 } };
                PrintedFunction.AssertSame(functions[k], methods[k], random.NextDouble() * 3 - 1, random.NextDouble(), n * 2, a, table);
            }
        }
    }
}
