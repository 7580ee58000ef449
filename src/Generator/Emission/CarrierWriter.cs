using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The end of a member with the value, where the method gives more than rows: the parameters it sets, and what it returns.</summary>
internal sealed class CarrierWriter(MethodModel model, Function function, BodyWriter body)
{
    // No local of the user's, and none of ours, is called so.
    private const string Result = "result_";

    public void Write(CodeWriter writer)
    {
        var values = Values().ToList();
        foreach (var (target, text) in values.Where(value => value.Target.Length > 0 && !IsInput(value.Target)))
        {
            writer.Line($"{target} = {text};");
        }

        var inputs = values.Where(value => IsInput(value.Target)).ToList();
        var returned = values.Where(value => value.Target.Length == 0).Select(value => value.Text).FirstOrDefault();
        if (returned is not null && inputs.Count > 0)
        {
            // What is returned may be made of what is set.
            writer.Line($"var {Result} = {returned};");
            returned = Result;
        }

        if (inputs.Count == 1)
        {
            writer.Line($"{inputs[0].Target} = {inputs[0].Text};");
        }
        else if (inputs.Count > 1)
        {
            writer.Line($"({string.Join(", ", inputs.Select(input => input.Target))}) = ({string.Join(", ", inputs.Select(input => input.Text))});");
        }

        if (returned is not null)
        {
            writer.Line($"return {returned};");
        }
    }

    private bool IsInput(string target) => model.Parameters.Any(parameter => parameter.Name == target && parameter.Passing == ParameterPassing.InOut);

    private IEnumerable<(string Target, string Text)> Values()
    {
        var next = 0;
        foreach (var carrier in function.Output.Carriers)
        {
            var text = carrier.Fragments[0];
            foreach (var fragment in carrier.Fragments.Skip(1))
            {
                text += body.PrintYield(function.Body.Yields[next++]) + fragment;
            }

            yield return (carrier.Target, text);
        }
    }
}
