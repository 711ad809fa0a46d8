using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Headroom.Curation.Recipes;

/// <summary>
/// The tree of a recipe's text. What is nested deeply or stands for something else is refused before it is built.
/// </summary>
internal static class RecipeYaml
{
    private const int BytesMax = 1 << 20;
    private const int DepthMax = 8;

    /// <summary>The top of the recipe.</summary>
    /// <exception cref="CurationException">The text is no recipe.</exception>
    public static YamlMappingNode Parse(string file, string text)
    {
        if (text.Length > BytesMax)
            throw new CurationException(file, 0, "the recipe is longer than 1 MiB", "name a recipe, not a corpus");

        try
        {
            Check(file, text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new CurationException(file, 0, "this is no recipe", "begin with 'stages:'");
        }
        catch (YamlException fault)
        {
            throw new CurationException(
                file, (int)fault.Start.Line, $"this is no YAML ({OneLine(fault.Message)})", "mend that line");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw new CurationException(file, 0, "this is no YAML", "look for a bracket or a quote that is not closed");
        }
    }

    private static void Check(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var next = parser.Current!;
            depth += next is MappingStart or SequenceStart ? 1 : next is MappingEnd or SequenceEnd ? -1 : 0;
            if (depth > DepthMax)
                throw new CurationException(file, (int)next.Start.Line, "the nesting is too deep", "no key is nested so");
            if (next is AnchorAlias)
                throw new CurationException(file, (int)next.Start.Line, "there is an alias (*)", "write the value out");
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');
}
