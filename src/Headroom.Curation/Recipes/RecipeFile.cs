using System.Globalization;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;
using YamlDotNet.RepresentationModel;

namespace Headroom.Curation.Recipes;

/// <summary>Reads recipes. A misspelt key or stage is refused with the nearest one that is known.</summary>
public static class RecipeFile
{
    private static readonly string[] TopKeys = ["text", "url", "words", "lineage", "stages"];

    /// <summary>The recipe in a file.</summary>
    /// <exception cref="CurationException">There is none, or it is at fault.</exception>
    public static Recipe Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CurationException(path, 0, $"the recipe cannot be read ({fault.Message.TrimEnd('.')})",
                "check the path, or write one with 'headroom curate init --profile fineweb'");
        }
    }

    /// <summary>The recipe in a text.</summary>
    /// <param name="file">What faults call it.</param>
    /// <param name="text">YAML.</param>
    /// <exception cref="CurationException">The text is at fault.</exception>
    public static Recipe Parse(string file, string text)
    {
        var root = RecipeYaml.Parse(file, text);
        var reader = new Reader(file);
        foreach (var (key, _) in root.Children) reader.RequireKnown(key, TopKeys, "key");

        var stages = reader.Stages(Reader.Find(root, "stages"));
        return new Recipe(
            reader.Word(Reader.Find(root, "text"), "text"),
            reader.Word(Reader.Find(root, "url"), "url"),
            reader.OneOf(Reader.Find(root, "words"), WordBreakers.Names),
            Reader.Find(root, "lineage") is { } lineage && reader.Truth(lineage),
            stages);
    }

    private sealed class Reader(string file)
    {
        public static YamlNode? Find(YamlMappingNode map, string key) =>
            map.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode name && name.Value == key).Value;

        public void RequireKnown(YamlNode name, IReadOnlyList<string> known, string kind)
        {
            var word = Word(name, "");
            if (known.Contains(word)) return;

            var nearest = NearestWord.Of(word, known);
            throw Refused(name, $"the {kind} '{word}' is not known",
                nearest is null ? $"known are {string.Join(", ", known)}" : $"did you mean '{nearest}'");
        }

        public string Word(YamlNode? node, string usual) => node switch
        {
            null => usual,
            YamlScalarNode { Value.Length: > 0 } scalar => scalar.Value!,
            _ => throw Refused(node, "a single word is asked for", "write one"),
        };

        public string OneOf(YamlNode? node, IReadOnlyList<string> words)
        {
            if (node is not null) RequireKnown(node, words, "word");
            return Word(node, words[0]);
        }

        public bool Truth(YamlNode node) => Word(node, "") switch
        {
            "true" => true,
            "false" => false,
            _ => throw Refused(node, "this is neither true nor false", "write one of the two"),
        };

        public List<RecipeStage> Stages(YamlNode? node)
        {
            if (node is not YamlSequenceNode list)
            {
                throw new CurationException(file, node is null ? 0 : Line(node), "the stages are missing",
                    "write a list under 'stages:', each with '- ' before its name");
            }

            var stages = new List<RecipeStage>();
            foreach (var item in list.Children)
            {
                var stage = Stage(item);
                var isFilter = DuplicateForms.Find(stage.Name) is null;
                if (isFilter && stages.Any(one => DuplicateForms.Find(one.Name) is not null))
                    throw Refused(item, $"the filter '{stage.Name}' stands behind deduplication", "put it before");
                if (stages.Any(one => one.Name == stage.Name))
                    throw Refused(item, $"the stage '{stage.Name}' is there twice", "remove one of the two");

                stages.Add(stage);
            }

            return stages;
        }

        private RecipeStage Stage(YamlNode item)
        {
            var (name, settings) = item switch
            {
                YamlScalarNode scalar => (scalar, null),
                YamlMappingNode { Children.Count: 1 } map => (map.Children[0].Key, map.Children[0].Value),
                _ => throw Refused(item, "a stage is one name, perhaps with settings under it", "indent its settings"),
            };
            string[] known =
                [.. FilterCatalog.All.Select(form => form.Name), .. DuplicateForms.All.Select(form => form.Name)];
            RequireKnown(name, known, "stage");
            var word = Word(name, "");
            var keys = FilterCatalog.Find(word)?.Keys ?? DuplicateForms.Find(word)!.Keys;
            return new RecipeStage(word, keys, Settings(settings, keys));
        }

        private Dictionary<string, double> Settings(YamlNode? node, IReadOnlyList<RuleKey> keys)
        {
            var given = new Dictionary<string, double>(StringComparer.Ordinal);
            if (node is null or YamlScalarNode { Value: null or "" }) return given;
            if (node is not YamlMappingNode map) throw Refused(node, "settings are asked for", "write 'key: value'");

            foreach (var (name, value) in map.Children)
            {
                RequireKnown(name, [.. keys.Select(key => key.Name)], "rule");
                given[Word(name, "")] = Value(value, keys.First(key => key.Name == Word(name, "")));
            }

            return given;
        }

        private double Value(YamlNode node, RuleKey key)
        {
            if (key.IsSwitch) return Truth(node) ? 1 : 0;

            var word = Word(node, "");
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value >= key.Least && value <= key.Most)
            {
                return value;
            }

            throw Refused(node, $"'{word}' is no value of '{key.Name}'", string.Create(CultureInfo.InvariantCulture,
                $"write a number from {key.Least} to {key.Most}"));
        }

        private CurationException Refused(YamlNode node, string problem, string remedy) =>
            new(file, Line(node), problem, remedy);

        private static int Line(YamlNode node) => (int)node.Start.Line;
    }
}
