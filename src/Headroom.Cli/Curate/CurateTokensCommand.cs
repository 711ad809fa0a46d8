using System.CommandLine;
using System.Text.Json;
using Headroom.Cli.Corpus;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Curation.Running;
using Headroom.Curation.Tokens;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate tokens</c>: how many tokens documents have.</summary>
internal static class CurateTokensCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var inputs = Files.Some("--in", "Files of records or texts, or folders of them; of a text each line counts");
        var tokenizer = new Option<string>("--tokenizer")
        {
            Description = "cl100k, o200k, or a file: tokenizer.json of Hugging Face, or a vocabulary in tiktoken's form",
            HelpName = "cl100k|o200k|FILE",
            DefaultValueFactory = _ => "o200k",
        };
        var pattern = Choices.One("--pattern", "pattern", "How a vocabulary in tiktoken's form cuts texts",
            ("cl100k", "cl100k"), ("o200k", "o200k"), ("gpt2", "gpt2"));
        var text = CorpusInputs.TextMember();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "tokens",
            "Count the tokens of documents, as the tokenizer of a model cuts them.",
            "headroom curate tokens --in crawl",
            "headroom curate tokens --in a.jsonl.gz,b.txt --tokenizer cl100k --output json",
            "headroom curate tokens --in crawl --tokenizer llama/tokenizer.json")
        {
            inputs, tokenizer, pattern, text, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var paths = CorpusInputs.Required(inputs.In(parsed));
            var opened = Tokenizer.Open(parsed.GetValue(tokenizer)!, pattern.In(parsed));
            var counts = CorpusInputs.Read(terminal, "reading", paths, progress => TokenCounts.Of(
                opened, paths, parsed.GetValue(text)!, progress, interrupted));
            Write(terminal, counts, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(Terminal terminal, TokenCounts counts, OutputFormat format)
    {
        var total = new FileTokens("all", counts.Files.Sum(file => file.Documents),
            counts.Files.Sum(file => file.Bytes), counts.Files.Sum(file => file.Tokens));
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(JsonText.Object(counts, (json, all) => WriteMembers(json, all, total)));
            return;
        }

        var table = new TextTable(
            TableColumn.Words("FILE"), new("DOCUMENTS"), new("MB"), new("TOKENS"), new("BYTES A TOKEN"));
        foreach (var file in counts.Files.Append(total))
        {
            table.Add(file.File, NumberText.Whole(file.Documents), NumberText.Decimals(file.Bytes / 1e6, 1),
                NumberText.Whole(file.Tokens),
                file.Tokens == 0 ? "" : NumberText.Decimals((double)file.Bytes / file.Tokens, 2));
        }

        if (counts.DamagedRecords > 0) table.Add("damaged", NumberText.Whole(counts.DamagedRecords), "", "", "");
        table.Write(terminal);
    }

    private static void WriteMembers(Utf8JsonWriter json, TokenCounts counts, FileTokens total)
    {
        json.WriteStartArray("files");
        foreach (var file in counts.Files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.File);
            WriteCounts(json, file);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteCounts(json, total);
        json.WriteNumber("damagedRecords", counts.DamagedRecords);
    }

    private static void WriteCounts(Utf8JsonWriter json, FileTokens file)
    {
        json.WriteNumber("documents", file.Documents);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteNumber("tokens", file.Tokens);
    }
}
