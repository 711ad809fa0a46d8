using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Corpus;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Cli.Sharding;
using Headroom.Curation.Recipes;
using Headroom.Curation.Running;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate run</c>: does to a corpus what a recipe says.</summary>
internal static class CurateRunCommand
{
    private const int WorkersMax = 256;

    public static DocumentedCommand Create(Terminal terminal)
    {
        var recipe = new Argument<string>("RECIPE") { Description = "A recipe; 'curate init' prints one" };
        var inputs = Files.Some("--in", "Files of records (JSON Lines, Parquet), texts, pages (HTML) or web archives (WARC), or folders of them");
        var folder = Files.One("--out", "Folder for the results; it must be new, or hold this run");
        var against = Files.Some("--against", "Benchmark files, of records or lines, for a recipe that decontaminates");
        var policy = new Option<string?>("--policy")
        {
            Description = "Policy file or pack by which a recipe masks personal data [default: default]",
            HelpName = "FILE|PACK",
        };
        var form = Choices.One("--output-format", "format", "What the files of results are",
            ("as-input", OutputForm.AsInput), ("jsonl", OutputForm.Lines), ("parquet", OutputForm.Table));
        var workers = Numbers.Whole(
            "--workers", "Threads; results do not depend on it [default: one a core]", 1, WorkersMax);
        var keeps = new Option<bool>("--keep-removed") { Description = "Keep removed documents too, with their reason" };
        var resumes = new Option<bool>("--resume") { Description = "Go on with a run that was broken off" };
        var report = Files.One("--report", "Also write the counts to this file: a page with plots and examples for a name in .html, else JSON");
        var shards = new ShardOptions(terminal);

        var command = new DocumentedCommand(
            "run",
            "Filter and deduplicate JSON Lines, Parquet, texts, pages or web archives, compressed by gzip, zstd or not.",
            "headroom curate run recipe.yaml --in crawl --out clean --keep-removed",
            "headroom curate run recipe.yaml --in a.jsonl.gz,b.jsonl.zst --out clean --workers 8 --output json",
            "headroom curate run recipe.yaml --in crawl --out clean --keep-removed --resume",
            "headroom curate run recipe.yaml --in crawl --out clean --report clean.html",
            "headroom curate run recipe.yaml --in rows.parquet,more.jsonl.gz --out clean --output-format parquet",
            "headroom curate run recipe.yaml --in crawl --out clean --on west --shards 32 --workers 8")
        {
            recipe, inputs, folder, against, policy, form, workers, keeps, resumes, report,
        };
        shards.AddTo(command);
        return command.Serve(terminal, async (call, interrupted) =>
        {
            var parsed = call.Parsed;
            var place = shards.Place(parsed);
            var options = new RunOptions
            {
                Inputs = CorpusInputs.Required(inputs.In(parsed)),
                OutputFolder = parsed.GetValue(folder)
                    ?? throw new CommandFailure(ExitCode.WrongUse, "--out is missing; name a folder for the results."),
                Benchmarks = against.In(parsed),
                Form = form.In(parsed),
                Workers = parsed.GetValue(workers) ?? Environment.ProcessorCount,
                KeepsRemoved = parsed.GetValue(keeps),
                Resumes = parsed.GetValue(resumes),
                Shard = shards.Part(parsed),
            };
            var asked = RecipeFile.Read(parsed.GetValue(recipe)!);
            if (asked.StageNames.Contains("mask"))
                options = options with { Masking = PolicyMasker.By(parsed.GetValue(policy) ?? "default") };
            var reportFile = parsed.GetValue(report) is { } path ? WholeFile.At(path) : null;
            var result = place is null
                ? Run(terminal, asked, options, interrupted)
                : await RunOnAsync(
                    call, place, asked, options, parsed.GetValue(workers) ?? ShardOptions.CoresUsual, interrupted);
            reportFile?.Write(ReportOf(result, parsed, parsed.GetValue(report)!));
            CurateOutput.Write(terminal, result, call.Format);
            return ExitCode.Done;
        });
    }

    private static string ReportOf(RunReport result, ParseResult parsed, string path) =>
        path.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
            ? CurateReportPage.Of(result, ShellText.CommandLine(parsed))
            : CurateOutput.Json(result) + "\n";

    private static async Task<RunReport> RunOnAsync(
        ServerCall call, ShardPlace place, Recipe recipe, RunOptions options, int workers,
        CancellationToken interrupted)
    {
        CurationRun.Prepare(recipe, options);
        string[] words =
        [
            .. OwnWords.Of(call.Parsed, "--report"), "--workers", workers.ToString(CultureInfo.InvariantCulture),
        ];
        await new ShardedRun(call, place).RunAsync("curate run", words, workers, interrupted);
        return ReportFile.Read(Path.Combine(options.OutputFolder, ReportFile.Name));
    }

    private static RunReport Run(
        Terminal terminal, Recipe recipe, RunOptions options, CancellationToken interrupted) =>
        CorpusInputs.Read(terminal, "curating", options.Inputs, progress => CurationRun.Execute(
            recipe, options, progress, interrupted));
}
