using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>try, lock and using. What an exception would do is no part of the value; the code inside is.</summary>
internal sealed partial class Lowering
{
    private const string TestFirst = "decide by a test what to compute, before an exception decides it";
    private const string PassWhatItReads = "read what it protects outside, and pass it as a parameter";
    private const string PassWhatItGives = "pass what it gives as a parameter";
    private const string PlainFinally = "let 'finally' assign to locals alone";

    /// <summary>The innermost lock around the code that is being lowered.</summary>
    private ILockOperation? _lock;

    private void RunTry(ITryOperation statement)
    {
        foreach (var handler in statement.Catches)
        {
            RequireNoPart(handler, statement.Body);
        }

        Run(Rest.Of(statement.Body));
        if (statement.Finally is not { } always || _state.Thrown)
        {
            return;
        }

        // It runs wherever control goes from here.
        var exits = _frame.Exits.Select(flag => (flag, term: _state[flag])).ToList();
        foreach (var (flag, _) in exits)
        {
            _state[flag] = _pool.Boolean(false);
        }

        var arm = Fork(() => Run(Rest.Of(always)));
        Walk.Statements(new Region([.. arm.Builder.Statements], []), made => _ = made is Evaluate
            ? throw Unsupported.Statement(((TryStatementSyntax)statement.Syntax).Finally!.FinallyKeyword, PlainFinally)
            : made);
        Continue(arm);
        foreach (var (flag, term) in exits)
        {
            _state[flag] = term;
        }
    }

    /// <summary>A catch that throws on, or that nothing in the body can lead to, has no part in the value.</summary>
    private void RequireNoPart(ICatchClauseOperation handler, IOperation body)
    {
        var keyword = ((CatchClauseSyntax)handler.Syntax).CatchKeyword;
        var isPassedOn = handler.Handler.Operations is [.., { } last] && ThrownBy(last) is { } thrown && !LoopExits.Returns(handler.Handler) && !LoopExits.Own(handler.Handler).Any(part => part is IBranchOperation)
            && (thrown.Exception is null || !LoopExits.Own(body).Any(part => part is IThrowOperation));
        if (!isPassedOn && !Exceptions.CannotArise(body))
        {
            throw Unsupported.Statement(keyword, TestFirst);
        }

        _hints.RemoveAll(hint => hint.Location.SourceSpan == keyword.Span);
        HintOnce(new Hint(Diagnostics.Descriptors.LeftOut, keyword.GetLocation(), keyword.Text));
    }

    private static IThrowOperation? ThrownBy(IOperation statement) => statement as IThrowOperation ?? (statement as IExpressionStatementOperation)?.Operation as IThrowOperation;

    private void RunLock(ILockOperation statement)
    {
        if (!IsUntouched(statement.LockedValue))
        {
            throw Unsupported.Statement(statement);
        }

        var outer = _lock;
        _lock = statement;
        try
        {
            HintLeftOut(statement, "lock");
            Run(Rest.Of(statement.Body));
        }
        finally
        {
            _lock = outer;
        }
    }

    /// <summary>What others may change while it is read must be read under the lock.</summary>
    private void RequireUnlocked(ISymbol symbol)
    {
        var isShared = symbol switch
        {
            IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
            IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
            _ => false,
        };
        if (isShared && _lock is { } statement)
        {
            throw Unsupported.Statement(((LockStatementSyntax)statement.Syntax).LockKeyword, PassWhatItReads);
        }
    }

    private void RunUsing(IUsingOperation statement)
    {
        switch (statement.Resources)
        {
            case IVariableDeclarationGroupOperation group:
                LeaveOutResources(group, statement);
                break;
            case var resource:
                LeaveOutResource(resource, statement);
                break;
        }

        HintLeftOut(statement, "using");
        Run(Rest.Of(statement.Body));
    }

    private void RunUsing(IUsingDeclarationOperation statement)
    {
        LeaveOutResources(statement.DeclarationGroup, statement);
        HintLeftOut(statement, "using");
    }

    private void LeaveOutResources(IVariableDeclarationGroupOperation group, IOperation statement)
    {
        foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            LeaveOutResource(declarator, statement);
            _leftOut[declarator.Symbol] = statement;
        }
    }

    /// <summary>Nobody reads the resource (else it is refused there), so that it need not be made.</summary>
    private void LeaveOutResource(IOperation resource, IOperation statement)
    {
        if (!IsUntouched(resource))
        {
            throw Unsupported.Statement(statement);
        }
    }
}
