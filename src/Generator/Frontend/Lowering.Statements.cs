using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Statements, in order, until control leaves.</summary>
internal sealed partial class Lowering
{
    /// <summary>Statements still to run in this region: what an arm that goes on takes with it.</summary>
    private sealed record Rest(IOperation First, Rest? Next)
    {
        public static Rest? Of(IReadOnlyList<IOperation> statements, Rest? next = null)
        {
            for (var i = statements.Count - 1; i >= 0; i--)
            {
                next = new Rest(statements[i], next);
            }

            return next;
        }

        public static Rest? Of(IOperation? statement) => statement is null ? null : new Rest(statement, null);
    }

    private void Run(Rest? rest)
    {
        var steps = 0;
        while (rest is not null && !HasLeft(_state))
        {
            _home = _builder;
            if (MayHaveLeft() is { } left)
            {
                var remaining = rest;
                Guarded(left, () => Run(remaining));
                return;
            }

            // Looking ahead costs; where a row is cut does not matter.
            if (steps++ % 16 == 0 && LongRow(rest) is var (group, following))
            {
                Run(group);
                rest = following;
                continue;
            }

            switch (rest.First)
            {
                case IBlockOperation block:
                    rest = Rest.Of(block.Operations, rest.Next);
                    continue;
                case IConditionalOperation branch:
                    Count(branch);
                    using (Nest(branch.Syntax))
                    {
                        if (RunBranch(branch, rest.Next))
                        {
                            return;
                        }
                    }

                    break;
                default:
                    Count(rest.First);
                    using (Nest(rest.First.Syntax))
                    {
                        Run(rest.First);
                    }

                    break;
            }

            rest = rest.Next;
        }
    }

    private void Count(IOperation statement)
    {
        (_at, _statement) = (statement.Syntax, statement);
        if (++_statements > StatementLimit)
        {
            throw Unsupported.Statements(statement, StatementLimit);
        }
    }

    private void Run(IOperation statement)
    {
        RefuseByKind(statement);
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                {
                    Declare(declarator);
                }

                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                break;
            case IReturnOperation { Kind: OperationKind.Return } result:
                Return(result);
                break;
            case IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } element:
                Yield(element);
                break;
            case IForLoopOperation loop:
                RunFor(loop);
                break;
            case IWhileLoopOperation loop:
                RunWhile(loop);
                break;
            case IForEachLoopOperation loop:
                RunForEach(loop);
                break;
            case ISwitchOperation @switch:
                RunSwitch(@switch);
                break;
            case IBranchOperation jump:
                Jump(jump);
                break;
            case IThrowOperation @throw:
                Throw(@throw);
                break;
            case ITryOperation @try:
                RunTry(@try);
                break;
            case ILockOperation @lock:
                RunLock(@lock);
                break;
            case IUsingOperation @using:
                RunUsing(@using);
                break;
            case IUsingDeclarationOperation @using:
                RunUsing(@using);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            case ILabeledOperation:
                throw Unsupported.Jump(statement);
            default:
                throw Unsupported.Statement(statement);
        }
    }

    /// <summary>True where an arm that goes on has taken the rest of the region with it.</summary>
    private bool RunBranch(IConditionalOperation branch, Rest? next)
    {
        var condition = Term(branch.Condition);
        if (condition is Constant known)
        {
            Run(Rest.Of(known.Bits != 0 ? branch.WhenTrue : branch.WhenFalse));
            return false;
        }

        var then = Fork(() => Run(Rest.Of(branch.WhenTrue)));
        var otherwise = Fork(() => Run(Rest.Of(branch.WhenFalse)));
        var taken = false;
        if (next is not null && !then.State.Thrown && !otherwise.State.Thrown && HasLeft(then.State) != HasLeft(otherwise.State))
        {
            // if (c) return a; rest  →  if (c) a else rest
            taken = true;
            if (HasLeft(then.State))
            {
                otherwise = Fork(otherwise, () => Run(next));
            }
            else
            {
                then = Fork(then, () => Run(next));
            }
        }

        Join(condition, then, otherwise);
        return taken;
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var initializer = (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
        if (initializer is not null && IsDeferred(initializer, declarator.Symbol))
        {
            _frame.Sequences[declarator.Symbol] = initializer;
            return;
        }

        if (LeaveOutLocal(declarator.Symbol, initializer) || IsDelegateTable(declarator, initializer))
        {
            return;
        }

        if (declarator.Symbol.RefKind != RefKind.None && !(declarator.Symbol.RefKind == RefKind.In && initializer is not null && IsOfATable(initializer)))
        {
            _referenceHomes[declarator.Symbol] = _builder;
            _frame.Places[declarator.Symbol] = initializer is not null && declarator.Symbol.RefKind is RefKind.Ref or RefKind.In
                ? ReferenceTo(TargetOf(initializer)) ?? throw Unsupported.Expression(declarator.Syntax)
                : throw Unsupported.Expression(declarator.Syntax);
            return;
        }

        if (initializer is not null && Opened(declarator.Symbol.Type, initializer) is { } concrete)
        {
            var whole = PlaceOf(declarator.Symbol, concrete, declarator.Symbol.Name);
            var made = Lower(WithoutConversion(initializer));
            (_frame.Concrete[declarator.Symbol], _frame.Places[declarator.Symbol]) = (concrete, whole);
            Assign(whole, made);
            return;
        }

        var place = PlaceOf(declarator.Symbol, declarator.Symbol.Type, declarator.Symbol.Name);
        var value = initializer is null || declarator.Symbol.HasConstantValue
            ? null
            : LowerFor(new PlaceTarget(declarator, place), initializer, declarator.Symbol.Type);
        place = Fitted(place, value, declarator.Symbol.Type, declarator.Symbol.Name);
        _frame.Places[declarator.Symbol] = place;
        if (value is not null)
        {
            Assign(place, value);
        }
        else
        {
            Forget(place);
        }
    }

    /// <summary>An element of a static array or a constant parameter's, or a part of it: no method that is followed writes there, so that a reference that only reads is as good as its value.</summary>
    private bool IsOfATable(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation element => IsOfATable(element.ArrayReference),
        IFieldReferenceOperation { Instance: null, Type: IArrayTypeSymbol } => true,
        IParameterReferenceOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.None } } parameter => Lower(parameter).Term is { } table && !IsActive(table),
        IFieldReferenceOperation { Instance: { } instance } => IsOfATable(instance),
        _ => false,
    };

    /// <summary>A local declared in a loop starts without a value each time.</summary>
    private void Forget(Place place)
    {
        foreach (var variable in place.Variables())
        {
            _state[variable] = null;
        }
    }

    private void Return(IReturnOperation statement)
    {
        if (statement.ReturnedValue is { } value)
        {
            if (_frame.Result is { } place)
            {
                Keep(place, ReturnedItems(value));
            }
            else
            {
                Evaluate(value);
            }
        }

        _state[_frame.Returned!] = _pool.Boolean(true);
    }

    private void Jump(IBranchOperation jump)
    {
        var flag = jump.BranchKind switch
        {
            BranchKind.Break => _frame.Jumps.Peek().Stop,
            BranchKind.Continue => _frame.Jumps.First(scope => scope.IsLoop).Continue,
            _ => GoToSection(jump),
        };
        _state[flag!] = _pool.Boolean(true);
    }

    private void Throw(IThrowOperation statement)
    {
        if (statement.Exception is null)
        {
            throw Unsupported.Statement(statement);
        }

        var exception = statement.Exception is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : statement.Exception;
        Add(new Throw(Verbatim(exception, IrType.Opaque(Text(exception.Type)), allowActive: true)));
        _state.Thrown = true;
    }
}
