using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SymbolicJacobian.Mutants;

/// <summary>The test classes, run one after the other inside of this process, each until its first failure.</summary>
internal sealed class Suite : LongLivedMarshalByRefObject, IMessageSink, ITestFrameworkExecutionOptions, ITestFrameworkDiscoveryOptions
{
    private readonly Dictionary<string, object?> _options = new() { ["xunit.execution.DisableParallelization"] = true, ["xunit.execution.MaxParallelThreads"] = 1 };
    private readonly ManualResetEventSlim _finished = new();
    private readonly List<IXunitTestCase> _found = [];
    private readonly ITestFrameworkExecutor _executor;
    private readonly FreshStatics _statics;
    private string? _failure;

    public Suite(string tests, Func<string, bool> isIn)
    {
        var assembly = Assembly.LoadFrom(tests);
        _statics = new FreshStatics(assembly);
        var framework = new XunitTestFramework(this);
        using (var discoverer = framework.GetDiscoverer(new ReflectionAssemblyInfo(assembly)))
        {
            discoverer.Find(false, this, this);
            _finished.Wait();
        }

        Classes = _found.GroupBy(test => test.TestMethod.TestClass.Class.Name).Where(group => isIn(group.Key)).ToDictionary(group => group.Key, group => group.ToArray());
        _executor = framework.GetExecutor(assembly.GetName());
    }

    public IReadOnlyDictionary<string, IXunitTestCase[]> Classes { get; }

    /// <summary>The name of the first test that fails, or null.</summary>
    public string? FirstFailure(string type)
    {
        _statics.Restore();
        _failure = null;
        _finished.Reset();
        _executor.RunTests(Classes[type], this, this);
        _finished.Wait();
        return _failure;
    }

    bool IMessageSink.OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage { TestCase: IXunitTestCase test }:
                _found.Add(test);
                break;
            case ITestFailed failed:
                _failure ??= failed.Test.DisplayName;
                break;
            case IErrorMessage or ITestClassCleanupFailure or ITestAssemblyCleanupFailure:
                _failure ??= message.GetType().Name;
                break;
            case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                _finished.Set();
                break;
        }

        return _failure is null;
    }

    TValue ITestFrameworkOptions.GetValue<TValue>(string name) => _options.TryGetValue(name, out var value) && value is TValue typed ? typed : default!;

    void ITestFrameworkOptions.SetValue<TValue>(string name, TValue value) => _options[name] = value;
}
