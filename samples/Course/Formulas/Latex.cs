namespace Course.Formulas;

/// <summary>Prints terms as LaTeX: fractions, powers, roots, e^x, subscripts, Greek letters, cases.</summary>
internal static class Latex
{
    private const int Sum = 1;
    private const int Product = 2;
    private const int Power = 3;
    private const int Atom = 4;

    private static readonly HashSet<string> s_greek =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho",
        "sigma", "tau", "phi", "chi", "psi", "omega",
    ];

    private static readonly Dictionary<string, string> s_functions = new()
    {
        ["Sin"] = @"\sin", ["Cos"] = @"\cos", ["Tan"] = @"\tan", ["Sinh"] = @"\sinh", ["Cosh"] = @"\cosh", ["Tanh"] = @"\tanh",
        ["Asin"] = @"\arcsin", ["Acos"] = @"\arccos", ["Atan"] = @"\arctan", ["Log"] = @"\ln", ["Log10"] = @"\log_{10}",
        ["Log2"] = @"\log_{2}", ["Max"] = @"\max", ["Min"] = @"\min",
    };

    /// <summary>The term as LaTeX, for maths mode.</summary>
    public static string Of(Term term) => Print(term).Text;

    /// <summary>The entries as a matrix with brackets.</summary>
    public static string Matrix(IEnumerable<IEnumerable<Term>> rows) =>
        @"\begin{bmatrix}" + "\n"
        + string.Join(@" \\" + "\n", rows.Select(row => "  " + string.Join(" & ", row.Select(Of))))
        + "\n" + @"\end{bmatrix}";

    /// <summary>A name as LaTeX: <c>q1</c> is q₁, <c>phi</c> φ, <c>dz_dx</c> ∂z/∂x, other long names stand upright.</summary>
    public static string OfName(string name)
    {
        var derivative = name.IndexOf("_d", StringComparison.Ordinal);
        if (derivative > 1 && name[0] == 'd')
            return $@"\frac{{\partial {OfName(name[1..derivative])}}}{{\partial {OfName(name[(derivative + 2)..])}}}";

        var stem = name.TrimEnd("0123456789".ToCharArray()).TrimEnd('_');
        var index = name[stem.Length..].TrimStart('_');
        if (stem.Length == 0) return name;
        var text = s_greek.Contains(stem) ? @"\" + stem
            : stem.Length == 1 ? stem
            : $@"\mathrm{{{stem.Replace("_", @"\_", StringComparison.Ordinal)}}}";
        return index.Length == 0 ? text : $"{text}_{{{index}}}";
    }

    private static (string Text, int Strength) Print(Term term) => term switch
    {
        Number number => (OfNumber(number.Text), Atom),
        Name name => (OfName(name.Text), Atom),
        Element element => ($"{Enclosed(element.Array, Atom)}_{{{string.Join(", ", element.Indices.Select(Of))}}}", Atom),
        Call call => Print(call),
        Prefixed prefixed => (prefixed.Operator == "-" ? "-" + Enclosed(prefixed.Operand, Product) : @"\lnot " + Enclosed(prefixed.Operand, Atom), Sum),
        Infix infix => Print(infix),
        Choice choice =>
            ($@"\begin{{cases}} {Of(choice.Then)} & {Of(choice.Condition)} \\ {Of(choice.Else)} & \text{{otherwise}} \end{{cases}}", Atom),
        _ => throw new NotSupportedException(term.ToString()),
    };

    private static (string Text, int Strength) Print(Call call) => (call.Function, call.Arguments.Count) switch
    {
        ("Exp", 1) => ($"e^{{{Of(call.Arguments[0])}}}", Power),
        ("Sqrt", 1) => ($@"\sqrt{{{Of(call.Arguments[0])}}}", Atom),
        ("Abs", 1) => ($@"\left|{Of(call.Arguments[0])}\right|", Atom),
        ("Pow", 2) => ($"{Enclosed(call.Arguments[0], Atom)}^{{{Of(call.Arguments[1])}}}", Power),
        _ => ($@"{FunctionName(call.Function)}\left({string.Join(", ", call.Arguments.Select(Of))}\right)", Atom),
    };

    private static string FunctionName(string function) =>
        s_functions.TryGetValue(function, out var name) ? name : $@"\operatorname{{{function}}}";

    private static (string Text, int Strength) Print(Infix infix) => infix.Operator switch
    {
        // 0 + a keeps the sign of zero in C#; in a formula it is a.
        "+" when infix.Left is Number { Text: "0" or "0.0" } => Print(infix.Right),
        "+" => ($"{Enclosed(infix.Left, Sum)} + {Enclosed(infix.Right, Sum, signIsWeak: true)}", Sum),
        "-" => ($"{Enclosed(infix.Left, Sum)} - {Enclosed(infix.Right, Product)}", Sum),
        "*" or "/" => PrintFactors(infix),
        "%" => ($@"{Enclosed(infix.Left, Product)} \bmod {Enclosed(infix.Right, Power)}", Product),
        _ => ($"{Of(infix.Left)} {Relation(infix.Operator)} {Of(infix.Right)}", 0),
    };

    private static string Relation(string op) => op switch
    {
        "<=" => @"\le", ">=" => @"\ge", "==" => "=", "!=" => @"\ne", "&&" => @"\land", "||" => @"\lor", _ => op,
    };

    /// <summary>C# nests products and quotients and puts the sign first; a formula has one fraction with the sign in front.</summary>
    private static (string Text, int Strength) PrintFactors(Infix infix)
    {
        var (above, below, isNegative) = (new List<Term>(), new List<Term>(), false);
        Collect(infix, above, below);
        if (above.Any(factor => factor is not Number { Text: "1" })) above.RemoveAll(factor => factor is Number { Text: "1" });
        var (text, strength) = below.Count == 0
            ? PrintProduct(above)
            : ($@"\frac{{{PrintProduct(above).Text}}}{{{PrintProduct(below).Text}}}", Power);
        return isNegative ? ("-" + text, Sum) : (text, strength);

        void Collect(Term term, List<Term> numerator, List<Term> denominator)
        {
            if (term is Prefixed { Operator: "-" } prefixed)
            {
                isNegative = !isNegative;
                Collect(prefixed.Operand, numerator, denominator);
            }
            else if (term is Infix { Operator: "*" or "/" } inner)
            {
                Collect(inner.Left, numerator, denominator);
                if (inner.Operator == "*") Collect(inner.Right, numerator, denominator);
                else Collect(inner.Right, denominator, numerator);
            }
            else
            {
                numerator.Add(term);
            }
        }
    }

    /// <summary>Equal factors become a power, a number is set off by a dot, everything else stands side by side.</summary>
    private static (string Text, int Strength) PrintProduct(List<Term> factors)
    {
        if (factors.Count == 1) return Print(factors[0]);
        var parts = factors.GroupBy(Of).Select((same, i) =>
        {
            var (factor, count) = (same.First(), same.Count());
            var power = $"{Enclosed(factor, Atom)}^{{{count}}}";
            return (Text: count > 1 ? power : Enclosed(factor, i == 0 ? Product : Power), IsNumber: factor is Number);
        }).ToList();

        if (parts.Count == 1) return (parts[0].Text, Power);
        var text = parts[0].Text;
        for (var i = 1; i < parts.Count; i++)
            text += (parts[i].IsNumber ? @" \cdot " : parts[i - 1].IsNumber ? " " : @" \, ") + parts[i].Text;
        return (text, Product);
    }

    private static string Enclosed(Term term, int weakest, bool signIsWeak = false)
    {
        var (text, strength) = Print(term);
        var bare = strength >= weakest && !(signIsWeak && term is Prefixed);
        return bare ? text : $@"\left({text}\right)";
    }

    private static string OfNumber(string text)
    {
        var exponent = text.IndexOfAny(['e', 'E']);
        return exponent < 0 ? text : $@"{text[..exponent]} \cdot 10^{{{int.Parse(text[(exponent + 1)..], System.Globalization.CultureInfo.InvariantCulture)}}}";
    }
}
