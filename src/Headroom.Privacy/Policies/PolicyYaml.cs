using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headroom.Privacy.Policies;

/// <summary>What policies in YAML share: one mapping with known keys, and faults with file, line and remedy.</summary>
/// <param name="file">Name in faults.</param>
/// <param name="what">What the text is, and the key of its version.</param>
public sealed class PolicyYaml(string file, string what = "policy")
{
    private const int DepthMax = 16;

    /// <summary>The mapping of a policy of version 1.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="keys">Keys that it may have.</param>
    /// <exception cref="PolicyException">The text is none, or has other keys.</exception>
    public YamlMappingNode Root(string text, IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var root = Parsed(text);
        DemandKeys(root, keys);
        return Find(root, what) is { } version && Word(version) == "1"
            ? root
            : throw Fault(root, $"the version is missing; begin with '{what}: 1'");
    }

    /// <summary>Demands that a mapping has known keys only.</summary>
    /// <exception cref="PolicyException">It has another.</exception>
    public void DemandKeys(YamlMappingNode node, IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(node);
        foreach (var (key, _) in node.Children)
        {
            if (!keys.Contains(Word(key))) throw Fault(key, $"unknown key '{Word(key)}'; known: {string.Join(", ", keys)}");
        }
    }

    /// <summary>The value of a key; null where there is no such key.</summary>
    public static YamlNode? Find(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>Members of a list; none where there is no such key.</summary>
    /// <exception cref="PolicyException">It is no list.</exception>
    public IEnumerable<YamlNode> Items(YamlMappingNode root, string key) => Find(root, key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        var node => throw Fault(node, $"'{key}' is a list, such as [a, b]"),
    };

    /// <summary>A value that is one word.</summary>
    /// <exception cref="PolicyException">It is a list or a mapping.</exception>
    public string Word(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Fault(node, "one word is expected here");

    /// <summary>A value that is a whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <exception cref="PolicyException">It is none.</exception>
    public int Number(YamlNode node, int least, int most) => (int)Number(node, (long)least, most);

    /// <summary>The same for large numbers, of at least zero.</summary>
    /// <exception cref="PolicyException">It is none.</exception>
    public long Number(YamlNode node, long least, long most) =>
        long.TryParse(Word(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw Fault(node, $"'{Word(node)}' is no whole number from {least} to {most}");

    /// <summary>A value that is a time; without an offset in UTC.</summary>
    /// <exception cref="PolicyException">It is none.</exception>
    public DateTimeOffset Time(YamlNode node) => DateTimeOffset.TryParse(
        Word(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time.ToUniversalTime()
        : throw Fault(node, $"'{Word(node)}' is no date; write 2027-01-31 or 2027-01-31T12:00Z");

    /// <summary>A fault at a place of the text.</summary>
    /// <param name="node">The place.</param>
    /// <param name="why">What is wrong and what to do, without a full stop.</param>
    public PolicyException Fault(YamlNode node, string why) => new($"{file}, line {node.Start.Line}: {why}.");

    private YamlMappingNode Parsed(string text)
    {
        try
        {
            DemandFlat(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new PolicyException($"{file}: a {what} is a mapping; begin with '{what}: 1'.");
        }
        catch (YamlException fault)
        {
            throw new PolicyException($"{file}, line {fault.Start.Line}: {fault.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // What the reader of YAML says of some broken lists and mappings.
            throw new PolicyException($"{file}: this is no YAML; look for a bracket or a quote without its end.");
        }
    }

    // Nodes are built one inside the other: what is nested without end would end the program.
    private void DemandFlat(string text)
    {
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
        {
            depth += parser.Current?.NestingIncrease ?? 0;
            if (depth > DepthMax)
                throw new PolicyException($"{file}, line {parser.Current!.Start.Line}: nested deeper than a {what} is.");
        }
    }
}
