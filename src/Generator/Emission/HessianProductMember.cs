using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The row <c>HessianVectorProduct</c> of the contract: H·v in place, exact or by differences.</summary>
internal static class HessianProductMember
{
    public static void Write(CodeWriter writer, MethodModel model, ProductPlan plan)
    {
        var known = plan.Columns is Constant columns ? $"{columns.Integer}" : null;
        var cost = plan.OperationCount > 0 ? $" {plan.OperationCount} floating-point operations." : "";
        Write(writer, model, true, known, DocumentationText.Exact(model, plan.Mode, DerivativeKinds.HessianVectorProduct) + cost, (names, signature, vector, result) =>
        {
            var inputs = plan.InPlace.Inputs;
            var given = new Dictionary<Value, string> { [inputs[inputs.Count - 2].Value] = vector, [inputs[inputs.Count - 1].Value] = result };
            new BodyWriter(plan.InPlace, names.Spelling, signature.Taken, given).Write(writer, (_, _) => { });
        });
    }

    /// <summary>Where the body could not be followed: the Hessian by second differences, times the vector.</summary>
    public static void WriteDifferences(CodeWriter writer, MethodModel model)
    {
        if (!PointPacking.IsPossible(new MemberNames(model, DerivativeKinds.HessianVectorProduct)))
        {
            return;
        }

        const string Remark = "Approximate: by second differences, because the method could not be followed.";
        var known = ColumnLabels.Count(model) is { } columns ? $"{columns}" : null;
        Write(writer, model, false, known, Remark, (names, signature, vector, result) =>
        {
            var packing = new PointPacking(names, signature);
            packing.WritePoint(writer);
            var runtime = names.Spelling.Runtime("GeneratedCode");
            writer.Line($"{runtime}.RequireExactLength({vector}.Length, {packing.Point}.Length, {names.Spelling.NameOf(vector)});");
            writer.Line($"{runtime}.RequireLength({result}.Length, {packing.Point}.Length, {names.Spelling.NameOf(result)});");
            var (hessian, i, j, sum) = (signature.Local("hessian"), signature.Local("i"), signature.Local("j"), signature.Local("sum"));
            writer.Line($"double[] {hessian} = new double[{packing.Point}.Length * {packing.Point}.Length];");
            SecondDifferences.Write(writer, names, packing, hessian, "1");
            writer.Line($"for (int {i} = 0; {i} < {packing.Point}.Length; {i}++)");
            writer.Open();
            writer.Line($"double {sum} = 0;");
            writer.Line($"for (int {j} = 0; {j} < {packing.Point}.Length; {j}++)");
            writer.Open();
            writer.Line($"{sum} += {hessian}[{i} * {packing.Point}.Length + {j}] * {vector}[{j}];");
            writer.Close();
            writer.Line($"{result}[{i}] = {(names.IsFloat ? "(float)" : "")}{sum};");
            writer.Close();
        });
    }

    private static void Write(
        CodeWriter writer, MethodModel model, bool isExact, string? columns, string remark, Action<MemberNames, Signature, string, string> body)
    {
        var names = new MemberNames(model, DerivativeKinds.HessianVectorProduct);
        var signature = new Signature(model);
        var (vector, result) = (signature.Free("vector"), signature.Free(names.Result));
        var n = columns ?? "n";
        var text = new DocumentationText(model, writer);
        text.Summary($"The Hessian of {DocumentationText.Cref(model)}, {n} × {n}, times a vector, without forming it.");
        text.Remarks([$"Vector and result: {ColumnLabels.Summary(model)}", remark]);
        text.Parameters(withDestination: false);
        text.Parameter(vector, $"The vector, {n} entries.");
        text.Parameter(result, $"Receives the product, {n} entries; may be longer.");
        var vectors = $"{names.Spelling.System("ReadOnlySpan")}<{names.Element}>";
        names.Member(writer, isExact, "void", names.Derivative, signature.Declaration(false, $"{vectors} {vector}", $"{names.SpanOfElements} {result}"), () =>
        {
            names.RequireSizes(writer, withDestination: false);
            body(names, signature, vector, result);
        });
    }
}
