using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Risk;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom risk</c>: how well people can be found again in a table.</summary>
internal static class RiskCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "CSV or JSON Lines, also compressed, or Parquet", HelpName = "FILE" };
        var quasi = new Option<string>("--quasi") { Description = "Columns that others may know of people", HelpName = "NAME[,NAME…]", Required = true };
        var sensitive = new Option<string?>("--sensitive") { Description = "Column that nobody should learn", HelpName = "NAME" };
        var wanted = new Option<int>("--k") { Description = "Rows that every class should have", HelpName = "COUNT", DefaultValueFactory = _ => 20 };
        var population = new Option<double>("--sampled") { Description = "Share of the population that the rows are", HelpName = "SHARE", DefaultValueFactory = _ => 1 };
        var memory = new Option<int>("--memory") { Description = "Memory in MiB; of more rows all go to the disk", HelpName = "MIB", DefaultValueFactory = _ => 1_024 };
        var folder = new Option<string?>("--temporary") { Description = "Folder for rows that memory has no room for [default: that of the system]", HelpName = "DIR" };
        var output = Choices.One("--output", "output", "How it is printed", ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var command = new DocumentedCommand(
            "risk",
            "Measure how well rows are told apart by their quasi-identifiers: k-anonymity, l-diversity, t-closeness, uniqueness and the chances of attackers.",
            "headroom risk people.csv --quasi age,zip,sex --sensitive diagnosis",
            "headroom risk people.jsonl.gz --quasi birth,city --k 5 --output json",
            "headroom risk population.parquet --quasi age,zip,sex --memory 4096 --temporary /scratch")
        {
            file, quasi, sensitive, wanted, population, memory, folder, output,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() =>
        {
            var names = parsed.GetRequiredValue(quasi)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var (k, sampled) = (parsed.GetValue(wanted), parsed.GetValue(population));
            var room = parsed.GetValue(memory);
            if (names.Length == 0 || k < 1 || sampled is not (> 0 and <= 1) || room is < 16 or > 1 << 20)
                throw new CommandFailure(ExitCode.WrongUse, "--quasi names at least one column, --k is at least 1, --sampled above 0 and at most 1, and --memory from 16 to 1048576.");

            using var rows = RiskReader.Read(
                parsed.GetRequiredValue(file), new RiskColumns(names, parsed.GetValue(sensitive)), (long)room << 20,
                parsed.GetValue(folder) ?? Path.GetTempPath(), interrupted);
            var report = new RiskReport(
                names, parsed.GetValue(sensitive) is null ? -1 : names.Length,
                (columns, hidden) => rows.Measure(columns, hidden, k, sampled, interrupted), k,
                () => RiskAdvice.Find(
                    parsed.GetRequiredValue(file), new RiskColumns(names, null), k, (long)room << 20,
                    parsed.GetValue(folder) ?? Path.GetTempPath(), interrupted));
            if (output.In(parsed) == OutputFormat.Json)
                terminal.Output.WriteLine(JsonText.Object(report, WriteMembers));
            else WriteTable(terminal, report);
            return ExitCode.Done;
        })));
        return command;
    }

    private static void WriteTable(Terminal terminal, RiskReport report)
    {
        var table = new TextTable(TableColumn.Words("FIGURE"), new("VALUE"));
        foreach (var (name, value) in report.Lines()) table.Add(name, Number(value));
        table.Write(terminal);
        terminal.Output.WriteLine($"Level {report.Level} of GB/T 42460, for k of {report.Wanted}.");
        foreach (var (name, figures) in report.Without())
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Without {name}: k {figures.SmallestClass}, {figures.RowsBelow:N0} rows in classes below {report.Wanted}."));
        }

        if (report.Advice is not { } advice) return;
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(advice.IsLeast ? "Least" : "A small")} loss that reaches it, {advice.Loss:P0} of what the columns tell: k {advice.Figures.SmallestClass} with"));
        foreach (var (column, to, loss) in advice.Columns)
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {column}: {to} ({loss:P0} lost)"));
    }

    private static void WriteMembers(Utf8JsonWriter json, RiskReport report)
    {
        foreach (var (name, value) in report.Lines()) json.WriteNumberOrNull(name, value);
        json.WriteString("level", report.Level);
        json.WriteStartArray("without");
        foreach (var (name, figures) in report.Without())
        {
            json.WriteStartObject();
            json.WriteString("column", name);
            json.WriteNumber("k", figures.SmallestClass);
            json.WriteNumber("rowsBelow", figures.RowsBelow);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (report.Advice is not { } advice) return;

        json.WriteStartObject("advice");
        json.WriteStartArray("columns");
        foreach (var (column, to, loss) in advice.Columns)
        {
            json.WriteStartObject();
            json.WriteString("column", column);
            json.WriteString("to", to);
            json.WriteNumber("loss", Math.Round(loss, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("k", advice.Figures.SmallestClass);
        json.WriteNumber("loss", Math.Round(advice.Loss, 4));
        json.WriteBoolean("isLeast", advice.IsLeast);
        json.WriteEndObject();
    }

    private static string Number(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    private sealed class RiskReport(
        string[] names, int sensitive, Func<IReadOnlyList<int>, int, RiskFigures> measure, int wanted,
        Func<RiskAdvice?> advise)
    {
        private readonly RiskFigures _figures = measure([.. Enumerable.Range(0, names.Length)], sensitive);

        public int Wanted => wanted;

        /// <summary>What reaches k; null where it is reached, or never can be.</summary>
        public RiskAdvice? Advice => _figures.SmallestClass >= wanted ? null : advise();

        // Level 3 needs every row to hide among others: GB/T 42460-2023 leaves the number to the purpose.
        public string Level => _figures.SmallestClass >= wanted ? "L3" : "L2";

        public IEnumerable<(string Name, double Value)> Lines()
        {
            yield return ("rows", _figures.Rows);
            yield return ("classes", _figures.Classes);
            yield return ("k", _figures.SmallestClass);
            yield return ("uniqueRows", _figures.UniqueRows);
            yield return ("uniqueness", _figures.Uniqueness);
            yield return ("rowsBelow", _figures.RowsBelow);
            yield return ("prosecutorMax", _figures.ProsecutorMax);
            yield return ("prosecutorMean", _figures.ProsecutorMean);
            yield return ("journalistMax", _figures.JournalistMax);
            yield return ("marketer", _figures.Marketer);
            if (sensitive < 0) yield break;
            yield return ("lDistinct", _figures.DistinctDiversity);
            yield return ("lEntropy", _figures.EntropyDiversity);
            yield return ("t", _figures.Closeness);
        }

        /// <summary>What leaving out one column would come to, the best first; nothing where k is reached.</summary>
        public IEnumerable<(string Name, RiskFigures Figures)> Without() =>
            _figures.SmallestClass >= wanted || names.Length == 1
            ? []
            : Enumerable.Range(0, names.Length)
                .Select(left => (names[left], Figures: WithoutColumn(left)))
                .OrderBy(one => one.Figures.RowsBelow);

        private RiskFigures WithoutColumn(int left) =>
            measure([.. Enumerable.Range(0, names.Length).Where(index => index != left)], sensitive);
    }
}
