using System.CommandLine;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Rules;

namespace Headroom.Cli.Privacy;

/// <summary>What <c>scan</c> and <c>mask</c> share: files, format, policy and what to look for.</summary>
internal sealed class DetectionOptions
{
    private static readonly (string, FileFormat?)[] FormatWords =
    [
        ("auto", null), ("jsonl", FileFormat.JsonLines), ("csv", FileFormat.Csv), ("tsv", FileFormat.TabSeparated), ("text", FileFormat.Text), ("parquet", FileFormat.Parquet),
    ];

    private readonly DefaultedOption<FileFormat?> _format = FormatOption();

    private readonly Option<IReadOnlyList<string>?> _entities =
        Choices.Some("--entities", "entity", "Look for these only, unsure findings as well; 'scan --list' names them", RuleBook.Entities);

    private readonly Option<string?> _policy = new("--policy")
    {
        Description = $"A policy file, or a pack: {string.Join(", ", PolicyPacks.Names)} [default: default]",
        HelpName = "FILE|PACK",
    };

    private readonly Option<string?> _fields = new("--fields")
    {
        Description = "Look into these fields or columns only [default: all]",
        HelpName = "NAME[,NAME…]",
    };

    private readonly Option<double?> _minimum = new("--min-score")
    {
        Description = "Leave out findings less sure than this, 0 to 1 [default: 0.5, or 0 with --entities]",
        HelpName = "SCORE",
    };

    private readonly Option<bool> _names = new("--names")
    {
        Description = "Look for names, addresses and places in running text [default: as the policy says; so do "
            + "finance, health and government]",
    };

    private readonly Option<bool> _noNames = new("--no-names")
    {
        Description = "Do not look for them, which takes most of the time",
    };

    private readonly Option<string?> _nameModel = new("--name-model")
    {
        Description = "Model of names made by 'privacy train-names', or a YAML file that describes one in ONNX "
            + "[default: the one that comes with the program]",
        HelpName = "FILE",
    };

    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "Threads that read blocks [default: one for each core]",
        HelpName = "COUNT",
    };

    private readonly Option<int?> _recordMax = new("--record-max")
    {
        Description = "Longest record in MiB, which bounds the memory [default: 64]",
        HelpName = "MIB",
    };

    /// <summary>How records are written.</summary>
    public static DefaultedOption<FileFormat?> FormatOption() =>
        Choices.One("--format", "format", "How records are written", FormatWords);

    public DetectionOptions()
    {
        _minimum.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (>= 0 and <= 1)) result.AddError("--min-score is a number from 0 to 1");
        });
        _threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (>= 1 and <= 256)) result.AddError("--threads is a whole number from 1 to 256");
        });
        _recordMax.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (>= 1 and <= 1_024)) result.AddError("--record-max is a whole number from 1 to 1024");
        });
    }

    public Argument<string[]> Files { get; } = new("files")
    {
        Description = "Files: JSON Lines, CSV or text, also .gz and .zst",
        HelpName = "FILE…",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<bool> Stdin { get; } = new("--stdin") { Description = "Read standard input instead of files" };

    public void AddTo(Command command)
    {
        command.Add(Files);
        Option[] options =
        [
            Stdin, _format, _policy, _entities, _fields, _minimum, _names, _noNames, _nameModel, _threads, _recordMax,
        ];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Files that say how it is looked for.</summary>
    public IEnumerable<string?> FilesRead(ParseResult parsed) =>
        [parsed.GetValue(_policy), parsed.GetValue(_nameModel)];

    /// <summary>Threads, where they were asked for.</summary>
    public int? ThreadsIn(ParseResult parsed) => parsed.GetValue(_threads);

    /// <summary>The run that was asked for.</summary>
    public MaskRun RunOf(ParseResult parsed) => new()
    {
        Policy = PolicyOf(parsed),
        Format = _format.In(parsed),
        Threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount,
        RecordBytesMax = (parsed.GetValue(_recordMax) ?? 64) << 20,
    };

    private MaskPolicy PolicyOf(ParseResult parsed)
    {
        var word = parsed.GetValue(_policy) ?? "default";
        var policy = PolicyPacks.Find(word) ?? PrivacyFailure.Told(() => PolicyFile.Read(word, NameModels.Open));
        var detection = policy.Detection;
        if (parsed.GetValue(_entities) is { } entities)
        {
            detection = detection with
            {
                Entities = entities.ToHashSet(),
                FindsNames = true,
                MinimumScore = 0,
                MinimumScores = new Dictionary<string, double>(),
            };
        }

        if (parsed.GetValue(_minimum) is { } minimum)
            detection = detection with { MinimumScore = minimum, MinimumScores = new Dictionary<string, double>() };
        if (parsed.GetValue(_names)) detection = detection with { FindsNames = true };
        if (parsed.GetValue(_noNames)) detection = detection with { FindsNames = false };
        if (parsed.GetValue(_nameModel) is { } path)
            detection = PrivacyFailure.Told(() => NameModels.With(detection, path));
        return policy with
        {
            Detection = detection,
            OnlyFields = parsed.GetValue(_fields)?.Split(',', StringSplitOptions.TrimEntries).ToHashSet(),
        };
    }
}
