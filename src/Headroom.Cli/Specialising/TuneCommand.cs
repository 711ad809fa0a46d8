using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Headroom.Cli.Jobs;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Cli.Sizing;
using Headroom.Client.Jobs;
using Headroom.Sizing.Advice;

namespace Headroom.Cli.Specialising;

/// <summary><c>headroom tune</c>: specialises a base model by a job of a catalogue, sized for its user.</summary>
internal sealed partial class TuneCommand(Terminal terminal)
{
    private const int NodeChips = 8;
    private const int ChipsMax = 4096;

    // A byte pair stands for about four bytes of text.
    private const double BytesAToken = 4;
    private const double Gigabyte = 1e9;

    private readonly Option<bool> _list = new("--list") { Description = "List the templates and their settings" };
    private readonly Option<string> _template = new("--template") { Description = "Which job", HelpName = "NAME", DefaultValueFactory = _ => "adapter" };
    private readonly Option<string?> _folder = new("--templates") { Description = "Folder with templates of your own, in YAML; they go before those that ship", HelpName = "DIR" };
    private readonly Option<string?> _base = new("--base") { Description = "The base model, as the template's program names it", HelpName = "MODEL" };
    private readonly Option<string?> _data = new("--data") { Description = "The data set, as the template's program names it", HelpName = "DATASET" };
    private readonly Option<string?> _tenant = new("--tenant", "--queue") { Description = "Tenant or queue [default: the only one that you may use]", HelpName = "NAME" };
    private readonly Option<string> _out = new("--out") { Description = "Where the result goes", HelpName = "DIR", DefaultValueFactory = _ => "tuned" };
    private readonly Option<string[]> _set = new("--set") { Description = "A setting of the template, such as rank=8; may be repeated", HelpName = "K=V" };
    private readonly Option<double?> _parameters = Quantity.Of("--parameters", "Parameters of the base [default: as its name says, such as 7B]");
    private readonly Option<double?> _tokens = Quantity.Of("--tokens", "Tokens of the data, all passes together [default: a fourth of its bytes]");
    private readonly Option<string> _chip = new("--chip") { Description = "Kind of chip that is asked for", HelpName = "NAME", DefaultValueFactory = _ => "H100" };
    private readonly Option<string?> _facts = Files.One("--facts", "Chips of your own; they come before those that ship");
    private readonly Option<int?> _gpus = Numbers.Whole("--gpus", "GPUs [default: the fewest that hold it]", 1, ChipsMax);
    private readonly Option<bool> _dry = new("--dry-run") { Description = "Print the job and what it takes, and send nothing" };
    private readonly Option<string?> _key = SubmissionKey.Option();

    public static Command Create(Terminal terminal) => new TuneCommand(terminal).Create();

    private DocumentedCommand Create() => new DocumentedCommand(
        "tune",
        "Specialise a base model: a job of a catalogue, with the chips, the memory and the time that it takes.",
        "headroom tune --list",
        "headroom tune --base Qwen2.5-7B --data notes.jsonl --tokens 20M --tenant clinic --dry-run",
        "headroom tune --template full --base base-1B --data notes.jsonl --tokens 20M --set passes=2 --chip A100-80GB-SXM",
        "headroom tune --templates mine --template summaries --base base-7B --data notes.jsonl --tokens 20M")
    {
        _list, _template, _folder, _base, _data, _tenant, _out, _set, _parameters, _tokens,
        _chip, _facts, _gpus, _dry, _key,
    }.Serve(terminal, RunAsync);

    private async Task<int> RunAsync(ServerCall call, CancellationToken cancellation)
    {
        var parsed = call.Parsed;
        if (parsed.GetValue(_list)) return List(TuneCatalogue.All(parsed.GetValue(_folder)));

        var template = TuneCatalogue.Find(parsed.GetRequiredValue(_template), parsed.GetValue(_folder));
        var settings = template.With(parsed.GetValue(_set) ?? []);
        var model = parsed.GetValue(_base) ?? throw new CommandFailure(ExitCode.WrongUse, "--base is missing: the model that is specialised.");
        var data = parsed.GetValue(_data) ?? throw new CommandFailure(ExitCode.WrongUse, "--data is missing: what it is specialised on.");
        var chip = Chips.Find(parsed.GetRequiredValue(_chip), parsed.GetValue(_facts));
        var hardware = new Hardware(chip.Teraflops, chip.MemoryGb, chip.PowerWatts);
        var passes = Setting(settings, "passes", 1);
        var estimate = TuneEstimate.Of(
            template.Kind, ParametersOf(parsed, model), passes * TokensOf(parsed, template, data), hardware,
            Setting(settings, "rank", 16), Setting(settings, "sequence", 2048))
            ?? throw new CommandFailure(ExitCode.WrongUse, $"no number of {chip.Name} holds it; set a smaller sequence, or name a chip with more memory.");
        var chips = estimate.Chips == 0 ? 0 : parsed.GetValue(_gpus) ?? estimate.Chips;
        if (chips > NodeChips && chips % NodeChips != 0) throw new CommandFailure(ExitCode.WrongUse, $"--gpus above {NodeChips} is a multiple of {NodeChips}.");

        settings["base"] = model;
        settings["data"] = data;
        settings["out"] = parsed.GetRequiredValue(_out);
        settings["gpus"] = Math.Min(chips, NodeChips).ToString(CultureInfo.InvariantCulture);
        var job = Job(parsed, template, estimate, hardware, chips) with { Command = template.Filled(settings) };
        if (parsed.GetValue(_dry)) return Dry(job, chip.Name, estimate, hardware, chips);

        var submitted = await Submission.SendAsync(
            call, job, parsed.GetValue(_key) ?? SubmissionKey.Random(), cancellation);
        terminal.Output.WriteLine(Submission.RangeOf(submitted));
        return ExitCode.Done;
    }

    // Twice the time of a slow training: the limit is there to end what hangs.
    private JobRequest Job(
        ParseResult parsed, TuneTemplate template, TuneEstimate estimate, Hardware hardware, int chips)
    {
        return new()
        {
            Command = [],
            Name = $"tune {template.Name}",
            Queue = parsed.GetValue(_tenant) ?? "",
            Gpus = Math.Min(chips, NodeChips),
            Tasks = Math.Max(1, chips / NodeChips),
            Models = chips > 0 && parsed.GetResult(_chip) is { Implicit: false }
                ? [parsed.GetRequiredValue(_chip)]
                : [],
            MemoryMib = chips == 0 ? (long)Math.Ceiling(estimate.Bytes / (1 << 20)) : 0,
            TimeLimitSeconds = 3600
                * (1 + (long)Math.Ceiling(2 * estimate.Hours(hardware, Hardware.Utilisation[0], chips))),
            Directory = Environment.CurrentDirectory,
        };
    }

    private int Dry(JobRequest job, string chip, TuneEstimate estimate, Hardware hardware, int chips)
    {
        WireJson.WriteIndented(terminal, job);
        var table = new TextTable(TableColumn.Words("IT TAKES"), new("FIGURE"));
        table.Add("memory, GB", NumberText.Decimals(estimate.Bytes / Gigabyte, 1));
        table.Add($"{chip} chips", NumberText.Whole(chips));
        if (chips > 0)
        {
            foreach (var share in Hardware.Utilisation)
                table.Add($"hours at {share:P0} of the peak", NumberText.Decimals(estimate.Hours(hardware, share, chips), 2));
        }

        table.Write(terminal);
        return ExitCode.Done;
    }

    private int List(IReadOnlyList<TuneTemplate> templates)
    {
        var table = new TextTable(TableColumn.Words("TEMPLATE"), TableColumn.Words("SETTINGS"), TableColumn.Words("ABOUT"));
        foreach (var template in templates)
            table.Add(template.Name, string.Join(' ', template.Settings.Select(one => $"{one.Key}={one.Value}")), template.About);
        table.Write(terminal);
        return ExitCode.Done;
    }

    private double ParametersOf(ParseResult parsed, string model)
    {
        if (parsed.GetValue(_parameters) is { } given) return given;

        var named = Size().Matches(model) is [.., var last]
            ? Quantity.Parse(last.Groups[1].Value.ToUpperInvariant())
            : null;
        return named ?? throw new CommandFailure(ExitCode.WrongUse, $"the name '{model}' does not say how large the base is; add --parameters 7B.");
    }

    private double TokensOf(ParseResult parsed, TuneTemplate template, string data)
    {
        if (parsed.GetValue(_tokens) is { } given) return given;
        if (File.Exists(data)) return Math.Max(1, new FileInfo(data).Length / BytesAToken);

        return template.Kind == TuneKind.Quantise
            ? 1
            : throw new CommandFailure(ExitCode.WrongUse, $"'{data}' is no file here whose size would tell its tokens; add --tokens 20M.");
    }

    private static int Setting(SortedDictionary<string, string> settings, string name, int otherwise)
    {
        if (!settings.TryGetValue(name, out var text)) return otherwise;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= 1_000_000
            ? number
            : throw new CommandFailure(ExitCode.WrongUse, $"the setting '{name}' is a whole number from 1 to 1000000, not '{text}'.");
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?[bBmM])(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
