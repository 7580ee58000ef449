using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>Files that were begun before anybody asked for them are the ones that would have been made then.</summary>
public sealed class EarlySourceTests
{
    private const string Source = GeneratorHost.Usings + """
        public static partial class Sample
        {
            [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
            public static double F(double x, double y) => Math.Sin(x * y) / (1 + x * x);
        }
        """;

    [Fact]
    public void What_was_begun_is_what_is_asked_for()
    {
        var expected = GeneratedSource.Of(Model(), CancellationToken.None);
        var model = Model();
        EarlySource.Begin(model, CancellationToken.None);
        EarlySource.Begin(model, CancellationToken.None);
        Assert.Equal(expected, EarlySource.Of(model, CancellationToken.None));
    }

    [Fact]
    public void Whoever_asks_together_gets_one_result()
    {
        var model = Model();
        var made = new GeneratedSource[8];
        EarlySource.Begin(model, CancellationToken.None);
        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => made[i] = EarlySource.Of(model, CancellationToken.None));
        Assert.All(made, source => Assert.Same(made[0], source));
    }

    [Fact]
    public void What_was_begun_for_somebody_who_has_gone_is_made_again()
    {
        var model = Model();
        EarlySource.Begin(model, new CancellationToken(canceled: true));
        SpinWait.SpinUntil(() => false, 20);
        Assert.NotEmpty(EarlySource.Of(model, CancellationToken.None).Files);
        Assert.NotEmpty(EarlySource.Of(model, CancellationToken.None).Files);
    }

    [Fact]
    public void Many_at_once_are_all_made()
    {
        var models = Enumerable.Range(0, 40).Select(_ => Model()).ToArray();
        Parallel.ForEach(models, model => EarlySource.Begin(model, CancellationToken.None));
        var texts = models.Reverse().Select(model => EarlySource.Of(model, CancellationToken.None).Files.First().Text).Distinct();
        Assert.NotNull(Assert.Single(texts));
    }

    /// <summary>One that nobody has asked for yet.</summary>
    private static MethodModel Model() => GeneratorHost.Run(Source).Model with { };
}
