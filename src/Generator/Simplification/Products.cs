using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Writes products of derivatives anew: one literal coefficient, what is a factor and a divisor left out, what does not change in a loop
/// first, and products that are there already taken as they are. Like products of a sum become one. Real-only: what the method returns
/// keeps its operations.
/// </summary>
internal sealed partial class Products : Refining
{
    /// <summary>Longer products are left as they are: looking for parts of them would take too long.</summary>
    private const int MostFactors = 24;

    /// <summary>Of more terms the products are left as they are: nobody reads them, and each would be compared with too many.</summary>
    private const int MostTerms = 30_000;

    /// <summary>Products of one factor that others are made of.</summary>
    private const int MostOffers = 64;

    private readonly Scopes _scopes;
    private readonly ArrayAliases _aliases;
    private readonly TermMap<int> _uses = TermMap<int>.Rent();
    private readonly Dictionary<Expression, ProductForm> _whole = [];

    /// <summary>Products that have a coefficient, as that and the rest.</summary>
    private readonly Dictionary<Expression, (double Coefficient, Expression Factor)> _multiples = [];

    /// <summary>What the products are made of that this pass has built.</summary>
    private readonly Dictionary<Expression, ProductForm> _forms = [];

    /// <summary>How many products have a factor with this coefficient.</summary>
    private readonly Dictionary<(Factor Factor, double Coefficient), int> _scaled = [];

    /// <summary>Terms of which several products have a multiple.</summary>
    private readonly HashSet<Expression> _multiple = [];

    /// <summary>Products that are used several times, by a factor of theirs.</summary>
    private readonly Dictionary<Factor, List<(Expression Term, ProductForm Form)>> _shared = [];

    private bool _isOutside = true;

    private Products(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _scopes = new Scopes(function);
        _aliases = new ArrayAliases(function.Body);
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var roots = new List<Expression>();
        Walk.Statements(function.Body, statement => roots.AddRange(Walk.Roots(statement)));
        AddYields(function.Body, roots);
        var terms = Walk.ExpressionsOf(roots);
        if (terms.Length > MostTerms || !Array.Exists(terms, term => IsLoose(term) && (IsProduct(term) || IsSum(term))))
        {
            return function;
        }

        var pass = new Products(function, cancellation);
        pass.Count(function, roots, terms);
        var result = pass.Rewrite(function);
        pass._uses.Return();
        pass._scopes.Done();
        return result;
    }

    /// <summary>t = y[i]; y[i] = t + e stays a sum in which t comes first.</summary>
    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        if (statement is Let { Target.Variable: not 0, Definition: Call or Operation } named && _isOutside && !_aliases.IsRead(named.Definition))
        {
            // From here on what the method calls so is that name, also where it is a divisor.
            base.Rewrite(statement, into);
            Replace(named.Definition, named.Target);
            return;
        }

        var isOutside = _isOutside;
        _isOutside = false;
        if (statement is Store { Value: Operation { Operator: Operator.Add or Operator.Subtract, Operands: [Value before, var added] } update })
        {
            var term = Rewrite(added);
            var isNegative = Algebra.IsNegative(term);
            Replace(update, Pool.Operation(update is Operation { Operator: Operator.Add } == isNegative ? Operator.Subtract : Operator.Add, update.Type, before, isNegative ? Algebra.Negate(term) : term));
        }

        base.Rewrite(statement, into);
        _isOutside = isOutside;
    }

    protected override Expression? Special(Expression expression) => expression switch
    {
        Operation { Operator: Operator.Multiply or Operator.Divide or Operator.Negate } product when IsLoose(product) => Named(Product(product), product),
        Operation { Operator: Operator.Add or Operator.Subtract } sum when IsLoose(sum) => Named(Sum(sum), sum),
        _ => null,
    };

    private Expression? Named(Expression? term, Expression original) => term is null ? null : Pool.Hint(term, Pool.HintOf(original));

    private static bool IsLoose(Expression term) =>
        term.Type.IsReal && (term.Pool.IsLoose(term) || (term is Operation { Operator: Operator.Negate } && IsLoose(term.Operands[0])));

    private static bool IsProduct(Expression term) => term is Operation { Operator: Operator.Multiply or Operator.Divide or Operator.Negate, Type.IsReal: true };

    private static bool IsSum(Expression term) => term is Operation { Operator: Operator.Add or Operator.Subtract, Type.IsReal: true };

    private Expression? Product(Operation product)
    {
        var form = new ProductForm(product.Type);
        if (!Collect(product, false, form, isOpen: true) || form.Factors.Count > MostFactors)
        {
            return null;
        }

        Distribute(form);
        return Finished(form, product);
    }

    /// <param name="form">The product.</param>
    /// <param name="original">What it was: products that are there are older.</param>
    /// <param name="inner">Another factor, which is finished.</param>
    private Expression? Finished(ProductForm form, Expression original, Expression? inner = null)
    {
        Reuse(form, original);
        ExtractCoefficients(form);
        if (inner is not null)
        {
            form.Add(inner, false);
        }

        Reuse(form, original);

        // Where a literal leaves the range, so would the product in another order.
        return form.Coefficient == 0 || double.IsNaN(form.Coefficient) || double.IsInfinity(form.Coefficient) ? null : Build(form);
    }

    /// <summary>What is multiplied, down to terms that are used elsewhere, too; these stay as they are in the function.</summary>
    private bool Collect(Expression term, bool isDivisor, ProductForm form, bool isOpen, int depth = 0)
    {
        if (term is Constant constant)
        {
            var isZero = constant.Real == 0;
            form.Coefficient = isDivisor ? form.Coefficient / constant.Real : form.Coefficient * constant.Real;
            return !isZero;
        }

        if ((isOpen || Uses(term) == 1) && IsProduct(term) && term.Type == form.Type && depth <= MostFactors)
        {
            var product = (Operation)term;
            if (product.Operator == Operator.Negate)
            {
                form.Coefficient = -form.Coefficient;
                return Collect(product.Operands[0], isDivisor, form, false, depth + 1);
            }

            return Collect(product.Operands[0], isDivisor, form, false, depth + 1)
                && Collect(product.Operands[1], isDivisor != (product.Operator == Operator.Divide), form, false, depth + 1);
        }

        form.Add(term, isDivisor);
        return true;
    }

    /// <summary>The factors as this pass leaves them, their own coefficients among those of the product.</summary>
    private void ExtractCoefficients(ProductForm form)
    {
        Factor[] factors = [.. form.Factors];
        form.Factors.Clear();
        foreach (var (term, isDivisor) in factors)
        {
            // A sum with a common factor is a product now.
            var sum = _sums.TryGetValue(term, out var distributed) ? distributed : Rewrite(term);
            if (IsSum(term) && Uses(term) == 1 && _forms.TryGetValue(sum, out var made) && form.Type == made.Type)
            {
                form.Coefficient = isDivisor ? form.Coefficient / made.Coefficient : form.Coefficient * made.Coefficient;
                made.Factors.ForEach(factor => form.Add(factor.Term, factor.IsDivisor != isDivisor));
                continue;
            }

            var (coefficient, rest) = WithoutCoefficient(sum);
            form.Coefficient = isDivisor ? form.Coefficient / coefficient : form.Coefficient * coefficient;
            form.Add(rest, isDivisor);
            if (coefficient != 1 && Uses(term) > 1)
            {
                _multiple.Add(rest);
            }
        }
    }

    /// <summary>c · t as c and t, through the sides of a choice between it and zero.</summary>
    private (double Coefficient, Expression Factor) WithoutCoefficient(Expression term)
    {
        if (_multiples.TryGetValue(term, out var multiple))
        {
            return multiple;
        }

        if (term is Operation { Operator: Operator.Select, Operands: [var test, var then, var otherwise] } && IsZero(then) != IsZero(otherwise))
        {
            var (coefficient, arm) = WithoutCoefficient(IsZero(then) ? otherwise : then);
            return coefficient == 1 || arm is Constant
                ? (1, term)
                : (coefficient, IsZero(then) ? Pool.Select(test, then, arm) : Pool.Select(test, arm, otherwise));
        }

        return (1, term);
    }

    private static bool IsZero(Expression term) => Algebra.IsConstant(term, 0);

    private int Uses(Expression term) => _uses.TryGetValue(term, out var uses) ? uses : 0;

    private void Count(Function function, List<Expression> roots, Expression[] terms)
    {
        foreach (var root in roots)
        {
            Use(root);
        }

        foreach (var term in terms)
        {
            foreach (var operand in term.Operands)
            {
                Use(operand);
            }
        }

        // What the method has a name for is there in any case.
        var named = new HashSet<Expression>();
        Walk.Statements(function.Body, statement =>
        {
            if (statement is Let { Target.Variable: not 0 } let)
            {
                named.Add(let.Definition);
            }
        });
        foreach (var term in terms)
        {
            if (IsProduct(term) && IsLoose(term))
            {
                CountMultiples(term);
            }

            if (IsProduct(term) && (named.Contains(term) || Uses(term) > 1 || Algebra.IsConstant(term.Operands[0], 1)) && !TermKinds.IsCheap(term))
            {
                Offer(term);
            }
        }
    }

    /// <summary>Counts which factors several products have with one and the same coefficient.</summary>
    private void CountMultiples(Expression term)
    {
        var form = new ProductForm(term.Type);
        if (Collect(term, false, form, isOpen: true) && Math.Abs(form.Coefficient) is not 1 and var coefficient && form.Factors.Count is > 1 and <= MostFactors)
        {
            foreach (var factor in form.Factors)
            {
                _scaled[(factor, coefficient)] = _scaled.TryGetValue((factor, coefficient), out var count) ? count + 1 : 1;
            }
        }
    }

    private static void AddYields(Region region, List<Expression> roots)
    {
        roots.AddRange(region.Yields);
        foreach (var statement in region.Statements)
        {
            foreach (var nested in Walk.Regions(statement))
            {
                AddYields(nested, roots);
            }
        }
    }

    private void Use(Expression term)
    {
        if (term is not (Constant or Value))
        {
            _uses[term] = Uses(term) + 1;
        }
    }

    /// <summary>Lets products be made of one that is there.</summary>
    private void Offer(Expression term)
    {
        var form = new ProductForm(term.Type);
        if (!Collect(term, false, form, isOpen: true) || (form.Factors.Count is 0 or > 4) || (form is { Factors: [{ IsDivisor: false }] } or { Factors.Count: 1, Coefficient: not 1 }))
        {
            return;
        }

        var first = form.Factors[0];
        foreach (var factor in form.Factors)
        {
            first = factor.Term.Id < first.Term.Id ? factor : first;
        }

        if (!_shared.TryGetValue(first, out var offers))
        {
            _shared.Add(first, offers = []);
        }

        if (offers.Count < MostOffers)
        {
            offers.Add((term, form));
        }

        if (form is { Factors: [{ Term: Value { Name.Length: > 0 } divisor }] })
        {
            Pool.Rename(term, "inverse" + char.ToUpperInvariant(divisor.Name[0]) + divisor.Name.Substring(1));
        }
    }
}
