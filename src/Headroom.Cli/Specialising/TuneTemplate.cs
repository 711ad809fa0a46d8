using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Policies;
using Headroom.Sizing.Advice;
using YamlDotNet.RepresentationModel;

namespace Headroom.Cli.Specialising;

/// <summary>A job with a base model, with blanks for what differs from job to job.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="About">One sentence.</param>
/// <param name="Kind">How it is estimated.</param>
/// <param name="Command">Words with blanks, such as <c>{base}</c>.</param>
/// <param name="Settings">Blanks of its own, with their usual values.</param>
internal sealed record TuneTemplate(
    string Name, string About, TuneKind Kind, IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Settings)
{
    public const int BytesMax = 64 << 10;

    /// <summary>Blanks that every template has.</summary>
    public static readonly string[] Usual = ["base", "data", "out", "gpus"];

    private static readonly string[] Keys = ["template", "name", "about", "estimate", "command", "settings"];

    /// <summary>Reads a template.</summary>
    /// <exception cref="PolicyException">It is none; the sentence names file, line, key and remedy.</exception>
    public static TuneTemplate Parse(string text, string file)
    {
        var yaml = new PolicyYaml(file, "template");
        var root = yaml.Root(text, Keys);
        YamlNode Required(string key) => PolicyYaml.Find(root, key) ?? throw yaml.Fault(root, $"'{key}' is missing");

        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (PolicyYaml.Find(root, "settings") is { } node)
        {
            if (node is not YamlMappingNode mapping) throw yaml.Fault(node, "'settings' is a mapping, such as {rank: 16}");
            foreach (var (key, value) in mapping.Children)
            {
                if (Usual.Contains(yaml.Word(key))) throw yaml.Fault(key, $"'{yaml.Word(key)}' is a blank of every template; name it otherwise");
                settings[yaml.Word(key)] = yaml.Word(value);
            }
        }

        var kinds = Enum.GetNames<TuneKind>();
        var estimate = yaml.Word(Required("estimate"));
        if (!kinds.Contains(estimate, StringComparer.OrdinalIgnoreCase))
            throw yaml.Fault(Required("estimate"), $"'estimate' is one of {string.Join(", ", kinds).ToLowerInvariant()}, not '{estimate}'");

        var words = yaml.Items(root, "command").ToList();
        if (words.Count == 0) throw yaml.Fault(root, "'command' is missing; write the program and its words as a list");
        foreach (var word in words)
        {
            if (Unknown(yaml.Word(word), settings.Keys) is { } blank)
                throw yaml.Fault(word, $"'{{{blank}}}' is no blank{Suggestion.For(blank, Usual.Concat(settings.Keys))}; add it to 'settings'");
        }

        return new TuneTemplate(
            yaml.Word(Required("name")), yaml.Word(Required("about")), Enum.Parse<TuneKind>(estimate, ignoreCase: true),
            [.. words.Select(yaml.Word)], settings);
    }

    /// <summary>The command with its blanks filled.</summary>
    /// <param name="values">What goes in: those of every template, and settings.</param>
    public IReadOnlyList<string> Filled(IReadOnlyDictionary<string, string> values) =>
        [.. Command.Select(word => values.Aggregate(word, (filled, one) => filled.Replace($"{{{one.Key}}}", one.Value, StringComparison.Ordinal)))];

    /// <summary>Settings with what someone set in their place.</summary>
    public SortedDictionary<string, string> With(IReadOnlyList<string> chosen)
    {
        var values = new SortedDictionary<string, string>(Settings.ToDictionary(), StringComparer.Ordinal);
        foreach (var pair in chosen)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? pair : pair[..at];
            if (at < 1) throw new CommandFailure(ExitCode.WrongUse, $"--set '{pair}' is no pair; write --set rank=8.");
            if (!values.ContainsKey(name)) throw new CommandFailure(ExitCode.WrongUse, $"the template '{Name}' has no setting '{name}'{Suggestion.For(name, values.Keys)}; it has: {string.Join(", ", values.Keys)}.");

            values[name] = pair[(at + 1)..];
        }

        return values;
    }

    private static string? Unknown(string word, IEnumerable<string> settings)
    {
        var known = Usual.Concat(settings).ToHashSet(StringComparer.Ordinal);
        for (var from = word.IndexOf('{', StringComparison.Ordinal); from >= 0; from = word.IndexOf('{', from + 1))
        {
            var to = word.IndexOf('}', from);
            if (to > from && !known.Contains(word[(from + 1)..to])) return word[(from + 1)..to];
        }

        return null;
    }
}
