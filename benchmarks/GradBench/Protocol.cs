using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SymbolicJacobian.GradBench;

/// <summary>
/// A tool of GradBench: a JSON message a line on standard input, an answer a line on standard output. What goes wrong in one message is
/// the answer to it; the end of the input is the end.
/// </summary>
internal static class Protocol
{
    private const double NanosecondsInSecond = 1e9;

    public static int Run(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                output.WriteLine(Answer(line).ToJsonString());
                output.Flush();
            }
        }

        return 0;
    }

    private static JsonObject Answer(string line)
    {
        var message = new JsonObject();
        try
        {
            message = (JsonObject)JsonNode.Parse(line)!;
            return (string?)message["kind"] switch
            {
                "start" => Reply(message, ("tool", "symbolicjacobian")),
                "define" => Define(message),
                "evaluate" => Evaluate(message),
                _ => Reply(message),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException or InvalidCastException or FormatException or KeyNotFoundException or ArgumentException)
        {
            return Reply(message, ("success", false), ("error", fault.Message));
        }
    }

    private static JsonObject Define(JsonObject message)
    {
        var module = (string?)message["module"] ?? "";
        return Modules.Names.Contains(module)
            ? Reply(message, ("success", true))
            : Reply(message, ("success", false), ("error", $"There is no module '{module}'; there are {string.Join(", ", Modules.Names)}."));
    }

    private static JsonObject Evaluate(JsonObject message)
    {
        var (module, function) = ((string?)message["module"] ?? "", (string?)message["function"] ?? "");
        var input = message["input"]!;
        if (Modules.Find(module, function) is not { } prepare)
        {
            return Reply(message, ("success", false), ("error", $"There is no function '{function}' in module '{module}'."));
        }

        // Reading the input is not part of the time, nor is writing the output.
        var run = prepare(input);
        var (leastRuns, leastSeconds) = input is JsonObject settings ? ((int?)settings["min_runs"] ?? 1, (double?)settings["min_seconds"] ?? 0) : (1, 0);
        var timings = new JsonArray();
        Func<JsonNode> result;
        double total = 0;
        do
        {
            var start = Stopwatch.GetTimestamp();
            result = run();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            total += seconds;
            timings.Add(new JsonObject { ["name"] = "evaluate", ["nanoseconds"] = (long)(seconds * NanosecondsInSecond) });
        }
        while (timings.Count < leastRuns || total < leastSeconds);

        return Reply(message, ("success", true), ("output", result()), ("timings", timings));
    }

    private static JsonObject Reply(JsonObject message, params (string Name, JsonNode? Value)[] fields)
    {
        var reply = new JsonObject { ["id"] = message["id"]?.DeepClone() };
        foreach (var (name, value) in fields)
        {
            reply[name] = value;
        }

        return reply;
    }
}
