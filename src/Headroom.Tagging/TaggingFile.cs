using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Privacy.Names;
using Headroom.Privacy.Policies;
using Headroom.Tagging.Tokens;
using YamlDotNet.RepresentationModel;

namespace Headroom.Tagging;

/// <summary>
/// Reads the file that describes a model: YAML with the ONNX file, its vocabulary, its labels and what they mean.
/// </summary>
public static class TaggingFile
{
    private const int CharactersMax = 1 << 20;
    private const int LabelsMax = 1_000;
    private const int WordMax = 100;

    private static readonly string[] Keys =
    [
        "tagging", "model", "tokens", "vocabulary", "lowercase", "begin", "end", "unknown", "labels", "entities",
        "window", "overlap", "threshold",
    ];

    private static readonly Dictionary<string, NameTag> Tags = new()
    {
        ["PERSON"] = NameTag.PersonBegin,
        ["ADDRESS"] = NameTag.AddressBegin,
        ["LOCATION"] = NameTag.PlaceBegin,
    };

    /// <summary>Opens the model that a file describes; paths in it count from where it is.</summary>
    /// <exception cref="PolicyException">The file says something that cannot be done.</exception>
    /// <exception cref="InvalidDataException">The model or its vocabulary is none, or they do not fit one another.</exception>
    public static OnnxNames Open(string path)
    {
        if (new FileInfo(path).Length > CharactersMax) throw new PolicyException($"{path}: a description of over a megabyte is none.");
        var text = File.ReadAllText(path);
        return new Reading(path, new PolicyYaml(path, "tagging")).Open(text);
    }

    private sealed class Reading(string file, PolicyYaml yaml)
    {
        private YamlMappingNode _root = new();

        public OnnxNames Open(string text)
        {
            _root = yaml.Root(text, Keys);
            var tokens = Text("tokens", "wordpiece");
            if (tokens is not ("wordpiece" or "characters")) throw yaml.Fault(Need("tokens"), "tokens are wordpiece or characters");

            var vocabulary = PathOf("vocabulary", Vocabulary.BytesMax);
            var read = Tokens(vocabulary, tokens == "characters");
            var unknown = Number(read.Vocabulary, "unknown", read.Unknown)
                ?? throw yaml.Fault(_root, "a model needs a token for what it does not know; name it with 'unknown'");
            var plan = new TaggingPlan
            {
                Labels = Labels(),
                Tokens = tokens == "characters"
                    ? () => new CharacterTokens(read.Vocabulary, unknown, read.IsSmall)
                    : () => new WordPieces(read.Vocabulary, unknown, read.IsSmall, read.IsBare, read.LettersMax),
                Begin = Number(read.Vocabulary, "begin", tokens == "characters" ? "" : "[CLS]"),
                End = Number(read.Vocabulary, "end", tokens == "characters" ? "" : "[SEP]"),
                Window = Count("window", 128, 8, 4_096),
                Overlap = Count("overlap", 32, 0, 2_048),
                Threshold = PolicyYaml.Find(_root, "threshold") is { } least ? Share(least) : 0.5f,
            };
            if (2 * plan.Overlap > plan.Room) throw yaml.Fault(Need("overlap"), "windows may share half of their tokens at most");

            var hashOfVocabulary = SHA256.HashData(File.ReadAllBytes(vocabulary));
            var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(text), .. hashOfVocabulary]);
            return OnnxNames.Open(PathOf("model", OnnxNames.BytesMax), plan, hash);
        }

        private TokenPlan Tokens(string path, bool isOfCharacters)
        {
            var plan = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? WordPieceJson.Read(path)
                : new TokenPlan(new Vocabulary(Vocabulary.Lines(path), isOfCharacters ? "" : "##"), "[UNK]", false, false, WordMax);
            if (PolicyYaml.Find(_root, "lowercase") is not { } small) return plan;

            var isSmall = yaml.Word(small) switch
            {
                "true" => true,
                "false" => false,
                var word => throw yaml.Fault(small, $"'{word}' is neither true nor false"),
            };
            return plan with { IsSmall = isSmall, IsBare = isSmall && !isOfCharacters };
        }

        private LabelSet Labels()
        {
            var labels = yaml.Items(_root, "labels").Select(yaml.Word).ToList();
            if (labels.Count is 0 or > LabelsMax)
                throw yaml.Fault(_root, $"'labels' lists what the model's outputs mean, in their order: 1 to {LabelsMax}");
            if (Need("entities") is not YamlMappingNode entities) throw yaml.Fault(Need("entities"), "'entities' is a mapping, such as {PER: PERSON}");

            var kinds = labels.Select(LabelSet.KindOf).ToHashSet();
            var tags = new Dictionary<string, NameTag>();
            foreach (var (name, entity) in entities.Children)
            {
                if (!kinds.Contains(yaml.Word(name))) throw yaml.Fault(name, $"no label is of the kind '{yaml.Word(name)}'");
                tags[yaml.Word(name)] = Tags.TryGetValue(yaml.Word(entity), out var tag)
                    ? tag
                    : throw yaml.Fault(entity, $"'{yaml.Word(entity)}' is none of {string.Join(", ", Tags.Keys)}");
            }

            return new LabelSet(labels, tags);
        }

        private int? Number(Vocabulary vocabulary, string key, string standard)
        {
            var token = Text(key, standard);
            if (token.Length == 0) return null;
            return vocabulary.Find(token)
                ?? throw yaml.Fault(PolicyYaml.Find(_root, key) ?? _root, $"the vocabulary has no token '{token}'; name another with '{key}'");
        }

        private string PathOf(string key, long bytesMax)
        {
            var node = Need(key);
            var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, yaml.Word(node));
            var found = new FileInfo(path);
            if (!found.Exists) throw yaml.Fault(node, $"there is no file {path}");
            return found.Length <= bytesMax
                ? path
                : throw yaml.Fault(node, $"{path} is longer than {bytesMax >> 20} MiB");
        }

        private float Share(YamlNode node) =>
            float.TryParse(yaml.Word(node), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
                && share is >= 0 and <= 1
                ? share
                : throw yaml.Fault(node, $"'{yaml.Word(node)}' is no number from 0 to 1");

        private int Count(string key, int standard, int least, int most) =>
            PolicyYaml.Find(_root, key) is { } node ? yaml.Number(node, least, most) : standard;

        private string Text(string key, string standard) =>
            PolicyYaml.Find(_root, key) is { } node ? yaml.Word(node) : standard;

        private YamlNode Need(string key) => PolicyYaml.Find(_root, key) ?? throw yaml.Fault(_root, $"'{key}' is missing");
    }
}
