using System.Globalization;
using Headroom.Cli.Bench;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Curation.Worth;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate worth</c>: how much compute curated data saves.</summary>
internal static class CurateWorthCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var records = Files.One("--records", "Training runs as JSON Lines [default: DCLM's, from the folder of --data]");
        var data = PublicHistories.Option();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "worth",
            "Tell how much less compute curated data needs for the same score, from released training runs.",
            "headroom curate worth",
            "headroom curate worth --records dclm_compute_vs_quality.jsonl --output json")
        {
            records, data, output,
        };
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetValue(records) ?? new PublicHistories(parsed.GetValue(data)).DclmRuns;
            Write(terminal, ComputeWorth.Of(TrainingRecords.Read(path)), output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<ComputeWorth> worth, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonText.WriteArray(terminal.Output, worth, (json, one) =>
            {
                json.WriteString("data", one.Data);
                json.WriteNumber("parameters", one.Run.Parameters);
                json.WriteNumber("tokens", one.Run.Tokens);
                json.WriteNumber("flops", one.Run.Flops);
                json.WriteNumber("score", one.Run.Score);
                json.WriteNumber("curatedFlops", one.CuratedFlops);
                json.WriteNumber("saved", one.Saved);
            });
            terminal.Output.WriteLine();
            return;
        }

        var table = new TextTable(
            TableColumn.Words("DATA"), TableColumn.Words("MODEL"), new("FLOPS"), new("CORE V2"), new("CURATED NEEDS"),
            new("SAVED"));
        foreach (var one in worth)
        {
            table.Add(one.Data, Model(one.Run), Exponent(one.Run.Flops),
                NumberText.Decimals(100 * one.Run.Score, 1), Exponent(one.CuratedFlops),
                NumberText.Decimals(one.Saved, 2) + "x");
        }

        table.Write(terminal);
    }

    private static string Model(TrainingRun run) => string.Create(
        CultureInfo.InvariantCulture, $"{run.Parameters / 1e9:0.0}B x {run.Tokens / 1e9:0}B tokens");

    private static string Exponent(double flops) => flops.ToString("0.00e0", CultureInfo.InvariantCulture);
}
