using System.Text.Json;
using Headroom.Cli.Corpus;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Curation.Languages;
using Headroom.Curation.Running;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate language</c>: the languages of documents.</summary>
internal static class CurateLanguageCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var inputs = Files.Some("--in", "Files of records or texts, or folders of them; of a text each line counts");
        var model = Files.One("--model", "A model of your own [default: the one that comes with the program]");
        var text = CorpusInputs.TextMember();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "language",
            "Count documents by their language, simplified and traditional Chinese apart.",
            "headroom curate language --in crawl",
            "headroom curate language --in a.jsonl.gz,b.txt --output json")
        {
            inputs, model, text, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var paths = CorpusInputs.Required(inputs.In(parsed));
            var languages = parsed.GetValue(model) is { } path ? LanguageModel.Read(path) : LanguageModel.Shipped;
            var counts = CorpusInputs.Read(terminal, "reading", paths, progress => LanguageShares.Of(
                languages, paths, parsed.GetValue(text)!, progress, interrupted));
            Write(terminal, counts, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(Terminal terminal, LanguageCounts counts, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(JsonText.Object(counts, WriteMembers));
            return;
        }

        var all = counts.Shares.Sum(share => share.Documents);
        var table = new TextTable(
            TableColumn.Words("LANGUAGE"), new("DOCUMENTS"), new("MB"), new("% OF DOCUMENTS"));
        foreach (var share in counts.Shares)
        {
            table.Add(share.Language, NumberText.Whole(share.Documents), NumberText.Decimals(share.Bytes / 1e6, 1),
                NumberText.Decimals(100.0 * share.Documents / all, 1));
        }

        if (counts.DamagedRecords > 0) table.Add("damaged", NumberText.Whole(counts.DamagedRecords), "", "");
        table.Write(terminal);
    }

    private static void WriteMembers(Utf8JsonWriter json, LanguageCounts counts)
    {
        json.WriteStartArray("languages");
        foreach (var share in counts.Shares)
        {
            json.WriteStartObject();
            json.WriteString("language", share.Language);
            json.WriteNumber("documents", share.Documents);
            json.WriteNumber("bytes", share.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("damagedRecords", counts.DamagedRecords);
    }
}
