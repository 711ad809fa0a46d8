using System.Globalization;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Names;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Rules;
using YamlDotNet.RepresentationModel;

namespace Headroom.Privacy.Policies;

/// <summary>Reads a policy from YAML. What it does not name is as in the pack that it builds upon.</summary>
public static class PolicyFile
{
    private const int CharactersMax = 1 << 20;

    private static readonly string[] Keys =
        ["policy", "name", "base", "source", "minimumScore", "default", "entities", "fields", "scores", "names", "clauses"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="models">Opens a model of names by the path of the file that describes it; null where a policy may name none.</param>
    /// <exception cref="PolicyException">It is no policy.</exception>
    public static MaskPolicy Read(string path, Func<string, INameModel>? models = null)
    {
        if (new FileInfo(path).Length > CharactersMax) throw new PolicyException($"{path}: a policy of over a megabyte is none.");
        return Parse(File.ReadAllText(path), path, models);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Name in faults, and the place from which paths in it count.</param>
    /// <param name="models">Opens a model of names by the path of the file that describes it; null where a policy may name none.</param>
    /// <exception cref="PolicyException">It is no policy.</exception>
    public static MaskPolicy Parse(string text, string file, Func<string, INameModel>? models = null)
    {
        var yaml = new PolicyYaml(file);
        return new Reading(file, yaml, models).Policy(yaml.Root(text, Keys));
    }

    private sealed class Reading(string file, PolicyYaml yaml, Func<string, INameModel>? models)
    {
        public MaskPolicy Policy(YamlMappingNode root)
        {
            var start = PolicyPacks.Default;
            if (Find(root, "base") is { } pack)
                start = PolicyPacks.Find(Word(pack)) ?? throw Fault(pack, $"unknown pack; known: {string.Join(", ", PolicyPacks.Names)}");

            var scores = new Dictionary<string, double>(start.Detection.MinimumScores);
            foreach (var (entity, score) in Pairs(root, "scores", isEntity: true)) scores[entity] = Score(score);
            return start with
            {
                Name = Find(root, "name") is { } name ? Word(name) : Path.GetFileNameWithoutExtension(file),
                Source = Find(root, "source") is { } source ? Word(source) : start.Source,
                Clauses = Clauses(root, start),
                Default = Find(root, "default") is { } otherwise ? Action(otherwise) : start.Default,
                Detection = Names(root, start.Detection) with
                {
                    MinimumScore = Find(root, "minimumScore") is { } minimum ? Score(minimum) : start.Detection.MinimumScore,
                    MinimumScores = scores,
                },
                Actions = Merged(start.Actions, Pairs(root, "entities", isEntity: true)),
                Fields = Merged(start.Fields, Pairs(root, "fields", isEntity: false)),
            };
        }

        // "names: true", or the file that describes the model that finds them, beside the policy.
        private DetectorOptions Names(YamlMappingNode root, DetectorOptions before)
        {
            if (Find(root, "names") is not { } node) return before;
            if (node is not YamlMappingNode names) return before with { FindsNames = IsTrue(node) };

            yaml.DemandKeys(names, ["model"]);
            if (Find(names, "model") is not { } model) throw Fault(node, "'names' is true, false or {model: FILE}");
            if (models is null) throw Fault(model, "a policy used here cannot name a model of names; write 'names: true'");

            var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, Word(model));
            return before with { FindsNames = true, OtherNames = models(path) };
        }

        private Dictionary<string, MaskAction> Merged(
            IReadOnlyDictionary<string, MaskAction> before, IEnumerable<(string Name, YamlNode Node)> pairs)
        {
            var actions = new Dictionary<string, MaskAction>(before);
            foreach (var (name, node) in pairs) actions[name] = Action(node);
            return actions;
        }

        // A rule that is another one than the pack's follows the pack's clause no longer.
        private Dictionary<string, string> Clauses(YamlMappingNode root, MaskPolicy start)
        {
            var clauses = new Dictionary<string, string>(start.Clauses);
            foreach (var (name, _) in Pairs(root, "entities", isEntity: true)) clauses.Remove(name);
            if (Find(root, "default") is not null) clauses.Remove(MaskPolicy.DefaultClause);
            foreach (var (name, clause) in Pairs(root, "clauses", isEntity: false))
            {
                clauses[name] = name == MaskPolicy.DefaultClause || RuleBook.Entities.Contains(name)
                    ? Word(clause)
                    : throw Fault(clause, $"unknown entity '{name}'; clauses are those of entities and of 'default'");
            }

            return clauses;
        }

        private IEnumerable<(string Name, YamlNode Node)> Pairs(YamlMappingNode root, string key, bool isEntity)
        {
            if (Find(root, key) is not { } node) yield break;
            if (node is not YamlMappingNode pairs) throw Fault(node, $"'{key}' is a mapping of names");

            foreach (var (name, value) in pairs.Children)
            {
                if (isEntity && !RuleBook.Entities.Contains(Word(name)))
                    throw Fault(name, $"unknown entity '{Word(name)}'; 'headroom scan --list' names them");
                yield return (Word(name), value);
            }
        }

        private MaskAction Action(YamlNode node)
        {
            if (node is YamlMappingNode { Children: [var (kind, value)] }) return WithValue(Word(kind), value);

            return Word(node) switch
            {
                "keep" => new Keep(),
                "redact" => new Redact(),
                "drop" => new Drop(),
                "replace" => new Replace(),
                "pseudonym" => new Pseudonymise(),
                "ff1" => new EncryptFormat(),
                "generalise" => new Generalise(),
                "surrogate" => new Surrogate(),
                "token" => new Tokenise(),
                "shift-date" => new ShiftDate(365),
                var word => throw Fault(node, $"unknown action '{word}'; known: keep, redact, drop, replace, mask, pseudonym, token, surrogate, ff1, generalise, shift-date"),
            };
        }

        private MaskAction WithValue(string kind, YamlNode value)
        {
            switch (kind)
            {
                case "replace":
                    return new Replace(Word(value));
                case "pseudonym":
                    return new Pseudonymise(Word(value) switch
                    {
                        "sha-256" => KeyedHash.Sha256,
                        "sm3" => KeyedHash.Sm3,
                        _ => throw Fault(value, "a pseudonym is by sha-256 or sm3"),
                    });
                case "ff1":
                    return new EncryptFormat(Word(value) switch
                    {
                        "aes" => BlockCipher.Aes,
                        "sm4" => BlockCipher.Sm4,
                        _ => throw Fault(value, "FF1 is with aes or sm4"),
                    });
                case "surrogate":
                    return Word(value) == "random"
                        ? new Surrogate(IsRandom: true)
                        : throw Fault(value, "a surrogate is random, or has no value");
                case "shift-date":
                    return new ShiftDate(Number(value, 1, 36_500));
                case "mask" when value is YamlMappingNode mask:
                    return new Cover(Mask(mask));
                default:
                    throw Fault(value, "an action with a value is replace, pseudonym, ff1, surrogate, shift-date or mask");
            }
        }

        private CharacterMask Mask(YamlMappingNode node)
        {
            var word = Find(node, "kind") is { } kind ? Word(kind) : "";
            var (from, to) = (Count(node, "from"), Count(node, "to"));
            var characters = Find(node, "characters") is { } found ? Word(found) : "";
            return word switch
            {
                "keep-first-last" => new CharacterMask(MaskKind.KeepFirstLast, from, to),
                "keep-range" => new CharacterMask(MaskKind.KeepRange, from, to),
                "mask-range" => new CharacterMask(MaskKind.MaskRange, from, to),
                "mask-first-last" => new CharacterMask(MaskKind.MaskFirstLast, from, to),
                "mask-after" when characters.Length > 0 => new CharacterMask(MaskKind.MaskAfter, 0, 0, characters),
                "mask-before" when characters.Length > 0 => new CharacterMask(MaskKind.MaskBefore, 0, 0, characters),
                _ => throw Fault(node, "kind is keep-first-last, keep-range, mask-range, mask-first-last (from, to), mask-after or mask-before (characters)"),
            };
        }

        private int Count(YamlMappingNode node, string key) =>
            Find(node, key) is { } value ? Number(value, 0, 1_000_000) : 0;

        private bool IsTrue(YamlNode node) => Word(node) switch
        {
            "true" => true,
            "false" => false,
            var word => throw Fault(node, $"'{word}' is neither true nor false"),
        };

        private double Score(YamlNode node) =>
            double.TryParse(Word(node), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score)
                && score is >= 0 and <= 1
                ? score
                : throw Fault(node, $"'{Word(node)}' is no score from 0 to 1");

        private static YamlNode? Find(YamlMappingNode node, string key) => PolicyYaml.Find(node, key);

        private string Word(YamlNode node) => yaml.Word(node);

        private int Number(YamlNode node, int least, int most) => yaml.Number(node, least, most);

        private PolicyException Fault(YamlNode node, string why) => yaml.Fault(node, why);
    }
}
