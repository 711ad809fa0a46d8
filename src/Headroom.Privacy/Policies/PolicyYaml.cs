using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headroom.Privacy.Policies;

/// <summary>What policies in YAML share: one mapping with known keys, and faults with file, line and remedy.</summary>
internal sealed class PolicyYaml(string file)
{
    private const int DepthMax = 16;

    /// <summary>The mapping of a policy of version 1.</summary>
    /// <exception cref="PolicyException">The text is none, or has other keys.</exception>
    public YamlMappingNode Root(string text, string[] keys)
    {
        var root = Parsed(text);
        foreach (var (key, _) in root.Children)
        {
            if (!keys.Contains(Word(key))) throw Fault(key, $"unknown key '{Word(key)}'; known: {string.Join(", ", keys)}");
        }

        return Find(root, "policy") is { } version && Word(version) == "1"
            ? root
            : throw Fault(root, "the version is missing; begin with 'policy: 1'");
    }

    public static YamlNode? Find(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>Members of a list; none where there is no such key.</summary>
    public IEnumerable<YamlNode> Items(YamlMappingNode root, string key) => Find(root, key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        var node => throw Fault(node, $"'{key}' is a list, such as [a, b]"),
    };

    public string Word(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Fault(node, "one word is expected here");

    public int Number(YamlNode node, int least, int most) =>
        int.TryParse(Word(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw Fault(node, $"'{Word(node)}' is no whole number from {least} to {most}");

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
                : throw new PolicyException($"{file}: a policy is a mapping; begin with 'policy: 1'.");
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
                throw new PolicyException($"{file}, line {parser.Current!.Start.Line}: nested deeper than a policy is.");
        }
    }
}
