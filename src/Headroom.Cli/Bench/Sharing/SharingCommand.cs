using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;

namespace Headroom.Cli.Bench.Sharing;

/// <summary><c>headroom bench sharing</c>: the published comparison of sharing policies.</summary>
internal static class SharingCommand
{
    private const string OutDefault = "docs/benchmarks";
    private const string PageName = "sharing.md";

    public static Command Create(Terminal terminal)
    {
        var data = PublicHistories.Option();
        var cases = Choices.Some("--case", "case", "Cases", SharingCase.Names);
        var folder = new DefaultedOption<string>("--out", OutDefault)
        {
            Description = $"Folder for {PageName} and its plots; made if it is not there [default: {OutDefault}]",
            HelpName = "DIR",
            Arity = ArgumentArity.ExactlyOne,
        };
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var threads = SharedOptions.Threads();

        var command = new DocumentedCommand(
            "sharing",
            "Compare sharing policies on public histories and write the page about it.",
            "headroom bench sharing",
            "headroom bench sharing --case muri,five-regions --out comparison --output json")
        {
            data, cases, folder, output, threads,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var skipped = new List<string>();
            var histories = new PublicHistories(Existing(parsed.GetValue(data)));
            var chosen = SharingCase.Read(parsed.GetValue(cases) ?? SharingCase.Names, histories, skipped.Add);
            foreach (var reason in skipped) terminal.Error.WriteLine($"headroom: {reason}");
            if (chosen.Count == 0) throw NotFound("none of the histories is at hand; name their folder with --data.");

            var files = SharingFiles.In(folder.In(parsed), PageName, chosen);
            var results = SharingResult.Run(chosen, new RunPool(terminal, parsed.GetValue(threads), interrupted));
            files.Write(results, SharingPage.Of(results, skipped, ShellText.CommandLine(parsed)));
            if (output.In(parsed) == OutputFormat.Json) SharingJson.Write(terminal.Output, results, skipped);
            else SharingTable.Write(terminal, results);
            terminal.Error.WriteLine($"headroom: wrote {files.PagePath} and {files.PlotCount} plots beside it.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    // Without a folder, histories are left out one by one; a folder that was named and is not there is a mistake.
    private static string? Existing(string? folder) => folder is null || Directory.Exists(folder)
        ? folder
        : throw NotFound($"{folder}: no such folder; name the one that holds the histories.");

    private static CommandFailure NotFound(string sentence) => new(ExitCode.NotFound, sentence);
}
