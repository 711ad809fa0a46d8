using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Corpus;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Curation.Mixing;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate mix</c>: sources mixed by weights, in shards.</summary>
internal static class CurateMixCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var sources = new Option<string[]>("--source")
        {
            Description = "A part of the mixture, its weight and where its records are; several times",
            HelpName = "NAME:WEIGHT=FILE[,FILE…]",
            AllowMultipleArgumentsPerToken = false,
        };
        var folder = Files.One("--out", "Folder for the shards; it must be new or empty");
        var size = Numbers.Whole(
            "--megabytes", "Text of the mixture in MB (10^6 bytes) [default: all, with no source repeated]", 1, int.MaxValue);
        var shards = Numbers.Whole("--shards", "Files to write [default: 1]", 1, MixOptions.ShardsMax);
        var seed = Numbers.Whole("--seed", "What makes the mixture repeatable [default: 1]", 0, int.MaxValue);
        var plain = new Option<bool>("--plain") { Description = "Write shards without compression, else by zstd" };
        var text = CorpusInputs.TextMember();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "mix",
            "Mix sources by weights, sample them by a seed, and write shards in an order by chance.",
            "headroom curate mix --source web:3=clean-web/kept --source code:1=clean-code/kept --out training",
            "headroom curate mix --source all:1=clean/kept --out sample --megabytes 100 --shards 4 --seed 7")
        {
            sources, folder, size, shards, seed, plain, text, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var options = new MixOptions
            {
                Sources = SourcesOf(parsed.GetValue(sources) ?? []),
                OutputFolder = parsed.GetValue(folder)
                    ?? throw new CommandFailure(ExitCode.WrongUse, "--out is missing; name a folder for the shards."),
                Bytes = parsed.GetValue(size) * 1_000_000L,
                Shards = parsed.GetValue(shards) ?? 1,
                Seed = (ulong)(parsed.GetValue(seed) ?? 1),
                Compresses = !parsed.GetValue(plain),
                TextKey = parsed.GetValue(text)!,
                Workers = Environment.ProcessorCount,
            };
            var paths = options.Sources.SelectMany(source => source.Inputs).ToArray();

            // Inputs are read twice.
            var report = CorpusInputs.Read(terminal, "mixing", [.. paths, .. paths],
                progress => CorpusMix.Run(options, progress, interrupted));
            Write(terminal, report, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static MixSource[] SourcesOf(string[] words)
    {
        var sources = words.Select(SourceOf).ToArray();
        if (sources.Length == 0)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, "--source is missing; write NAME:WEIGHT=FILE, such as web:3=clean/kept.");
        }

        if (sources.GroupBy(source => source.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, $"--source names '{twice.Key}' twice; join its files by commas.");
        }

        return sources;
    }

    private static MixSource SourceOf(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var colon = equals < 0 ? -1 : word[..equals].LastIndexOf(':');
        if (colon <= 0 || equals == word.Length - 1
            || !double.TryParse(
                word[(colon + 1)..equals], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            || weight is not (> 0 and <= 1e9))
        {
            throw new CommandFailure(ExitCode.WrongUse,
                $"'{word}' is no source; write NAME:WEIGHT=FILE with a weight above 0, such as web:3=clean/kept.");
        }

        return new MixSource(word[..colon], word[(equals + 1)..].Split(','), weight);
    }

    private static void Write(Terminal terminal, MixReport report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(JsonText.Object(report, (json, all) =>
            {
                json.WriteStartArray("sources");
                foreach (var source in all.Sources)
                {
                    json.WriteStartObject();
                    json.WriteString("name", source.Name);
                    json.WriteNumber("bytesIn", source.BytesIn);
                    json.WriteNumber("documents", source.Documents);
                    json.WriteNumber("bytes", source.Bytes);
                    json.WriteNumber("rounds", source.Rounds);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteNumber("damagedRecords", all.DamagedRecords);
            }));
            return;
        }

        var bytes = report.Sources.Sum(source => source.Bytes);
        var table = new TextTable(TableColumn.Words("SOURCE"), new("MB IN"), new("DOCUMENTS"), new("MB"),
            new("% OF TEXT"), new("ROUNDS"));
        foreach (var source in report.Sources)
        {
            table.Add(source.Name, NumberText.Decimals(source.BytesIn / 1e6, 1), NumberText.Whole(source.Documents),
                NumberText.Decimals(source.Bytes / 1e6, 1),
                NumberText.Decimals(100.0 * source.Bytes / Math.Max(1, bytes), 1),
                NumberText.Decimals(source.Rounds, 2));
        }

        if (report.DamagedRecords > 0) table.Add("damaged", "", NumberText.Whole(report.DamagedRecords), "", "", "");
        table.Write(terminal);
    }
}
