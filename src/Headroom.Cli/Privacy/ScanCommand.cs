using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Rules;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom scan</c>: finds personal data and secrets without writing data.</summary>
internal static class ScanCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new DetectionOptions();
        var output = Choices.One("--output", "output", "What is printed: a line of JSON for each finding, or counts by entity",
            ("jsonl", OutputFormat.Json), ("table", OutputFormat.Table));
        var list = new Option<bool>("--list") { Description = "List all entities that are known, and stop" };
        var command = new DocumentedCommand(
            "scan",
            "Find personal data and secrets in files, and print where they are. Values are never printed.",
            "headroom scan customers.jsonl",
            "headroom scan --output table notes.txt customers.csv.gz",
            "headroom scan --entities CN_MOBILE,CN_RESIDENT_ID --stdin --format text",
            "headroom scan --list")
        {
            output, list,
        };
        options.AddTo(command);
        command.SetAction((parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() =>
        {
            if (parsed.GetValue(list))
            {
                foreach (var entity in RuleBook.Entities) terminal.Output.WriteLine(entity);
                return ExitCode.Done;
            }

            var isTable = output.In(parsed) == OutputFormat.Table;
            using var lines = new FindingLines(new TextStream(terminal.Output));
            var run = options.RunOf(parsed) with { Writes = false, OnFinding = isTable ? null : lines.Write };
            var results = Inputs.Of(parsed, options).Select(input =>
                (input.Name, Result: input.Scan(Progress.Of(terminal, run, input), interrupted))).ToList();
            lines.Flush();
            if (isTable) WriteTable(terminal, results);
            return ExitCode.Done;
        })));
        return command;
    }

    private static void WriteTable(Terminal terminal, IEnumerable<(string Name, MaskResult Result)> results)
    {
        var table = new TextTable(TableColumn.Words("FILE"), TableColumn.Words("ENTITY"), new("FINDINGS"));
        foreach (var (name, result) in results)
        {
            foreach (var (entity, count) in result.Counts) table.Add(name, entity, count.ToString("N0", CultureInfo.InvariantCulture));
            table.Add(name, "in all", result.Findings.ToString("N0", CultureInfo.InvariantCulture));
        }

        table.Write(terminal);
    }
}
