using System.Text.Json.Nodes;
using SymbolicJacobian.GradBench.Problems;

namespace SymbolicJacobian.GradBench;

/// <summary>Of hand tracking, whose affine maps come as matrices of four rows.</summary>
internal static partial class Modules
{
    private static Func<Func<JsonNode>> HandObjective(JsonNode input)
    {
        var h = Hand(input);
        var residuals = new double[h.Points.Length];
        return () =>
        {
            if (h.Us.Length == 0)
            {
                HandTracking.Simple(h.Theta, h.Model, h.Vertices, h.Points, residuals);
            }
            else
            {
                HandTracking.Complicated(h.Theta, h.Us, h.Model, h.Triangles, h.Points, residuals);
            }

            return () => Json.Of(residuals);
        };
    }

    private static Func<Func<JsonNode>> HandJacobian(JsonNode input)
    {
        var h = Hand(input);
        var rows = h.Points.Length;
        if (h.Us.Length == 0)
        {
            var jacobian = new double[rows * HandTracking.ParameterCount];
            return () =>
            {
                HandTracking.SimpleJacobian(h.Theta, h.Model, h.Vertices, h.Points, jacobian);
                return () => Json.Rows(jacobian, rows);
            };
        }

        var pattern = HandTracking.ComplicatedJacobianPattern(h.Theta, h.Us, h.Model, h.Triangles, h.Points, rows);
        var values = new double[pattern.ColumnIndices.Length];
        return () =>
        {
            HandTracking.ComplicatedJacobianValues(h.Theta, h.Us, h.Model, h.Triangles, h.Points, rows, values);
            return () => Compressed(pattern, values);
        };
    }

    /// <summary>A row depends on its own two coordinates alone: they come first, then the parameters of the hand.</summary>
    private static JsonArray Compressed(SparsityPattern pattern, double[] values)
    {
        var array = new JsonArray();
        for (int row = 0; row < pattern.RowCount; row++)
        {
            var entries = new double[2 + HandTracking.ParameterCount];
            for (int k = pattern.RowPointers[row]; k < pattern.RowPointers[row + 1]; k++)
            {
                var column = pattern.ColumnIndices[k];
                entries[column < HandTracking.ParameterCount ? 2 + column : (column - HandTracking.ParameterCount) % 2] = values[k];
            }

            array.Add(Json.Of(entries));
        }

        return array;
    }

    private static Samples.Hand Hand(JsonNode input)
    {
        var data = input["data"]!;
        var model = data["model"]!;
        var correspondences = data.Integers("correspondences");
        return new Samples.Hand(
            new HandModel
            {
                Parents = model.Integers("parents"),
                BaseRelatives = Maps(model, "base_relatives"),
                InverseBaseAbsolutes = Maps(model, "inverse_base_absolutes"),
                BasePositions = Coordinates(model.Matrix("base_positions")),
                Weights = Bones(model.Matrix("weights")),
                Triangles = [.. model.Array("triangles").SelectMany(triangle => Json.Vector(triangle!.AsArray())).Select(corner => (int)corner)],
                IsMirrored = model["is_mirrored"]!.GetValue<bool>(),
            },
            input.Vector("theta"),
            input.Vector("us"),
            correspondences,
            correspondences,
            [.. data.Array("points").SelectMany(point => Json.Vector(point!.AsArray()).Take(3))]);
    }

    private static double[] Maps(JsonNode model, string name) =>
        [.. model.Array(name).SelectMany(map => map!.AsArray().Take(3).SelectMany(row => Json.Vector(row!.AsArray())))];

    /// <summary>Vertices may come as rows or as columns, with a fourth coordinate of ones or without.</summary>
    private static double[,] Coordinates(double[,] positions)
    {
        var isByVertex = positions.GetLength(1) is 3 or 4;
        var coordinates = new double[3, positions.GetLength(isByVertex ? 0 : 1)];
        for (int axis = 0; axis < 3; axis++)
        {
            for (int vertex = 0; vertex < coordinates.GetLength(1); vertex++)
            {
                coordinates[axis, vertex] = isByVertex ? positions[vertex, axis] : positions[axis, vertex];
            }
        }

        return coordinates;
    }

    private static double[,] Bones(double[,] weights)
    {
        if (weights.GetLength(0) == HandModel.BoneCount)
        {
            return weights;
        }

        var turned = new double[weights.GetLength(1), weights.GetLength(0)];
        for (int bone = 0; bone < turned.GetLength(0); bone++)
        {
            for (int vertex = 0; vertex < turned.GetLength(1); vertex++)
            {
                turned[bone, vertex] = weights[vertex, bone];
            }
        }

        return turned;
    }
}
