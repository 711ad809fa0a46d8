using System.Globalization;
using System.Text;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Sealing;
using YamlDotNet.RepresentationModel;

namespace Headroom.Privacy.Grants;

/// <summary>Reads a policy for grants from YAML.</summary>
public static class GrantPolicyFile
{
    private const int UsesMax = 1_000_000_000;
    private const double HoursMax = 87_600;

    private static readonly string[] Keys = ["policy", "purposes", "uses", "hours", "until", "jobs"];

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Name in faults.</param>
    /// <param name="keyOf">A public key as a word, or that of a key file.</param>
    /// <exception cref="PolicyException">It is no policy for grants.</exception>
    public static GrantPolicy Parse(string text, string file, Func<string, PublicKey> keyOf)
    {
        ArgumentNullException.ThrowIfNull(keyOf);
        var yaml = new PolicyYaml(file);
        var root = yaml.Root(text, Keys);
        var policy = new GrantPolicy(
            Purposes(yaml, root), Uses(yaml, root), Hours(yaml, root), Until(yaml, root), Jobs(yaml, root, keyOf));
        return Encoding.UTF8.GetByteCount(policy.Text()) <= SealHeader.PolicyBytesMax
            ? policy
            : throw yaml.Fault(root, $"it is longer than the {SealHeader.PolicyBytesMax} bytes that a sealed file has for it");
    }

    private static List<string> Purposes(PolicyYaml yaml, YamlMappingNode root) =>
        [.. yaml.Items(root, "purposes").Select(yaml.Word)];

    private static int? Uses(PolicyYaml yaml, YamlMappingNode root) =>
        PolicyYaml.Find(root, "uses") is { } node ? yaml.Number(node, 1, UsesMax) : null;

    private static double? Hours(PolicyYaml yaml, YamlMappingNode root)
    {
        if (PolicyYaml.Find(root, "hours") is not { } node) return null;

        return double.TryParse(
            yaml.Word(node), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours)
            && hours is > 0 and <= HoursMax
            ? hours
            : throw yaml.Fault(node, $"'{yaml.Word(node)}' is no number of hours above 0 and at most {HoursMax:F0}");
    }

    private static DateTimeOffset? Until(PolicyYaml yaml, YamlMappingNode root) =>
        PolicyYaml.Find(root, "until") is { } node ? yaml.Time(node) : null;

    private static List<string> Jobs(PolicyYaml yaml, YamlMappingNode root, Func<string, PublicKey> keyOf)
    {
        var ids = new List<string>();
        foreach (var node in yaml.Items(root, "jobs"))
        {
            try
            {
                ids.Add(keyOf(yaml.Word(node)).Id);
            }
            catch (KeyException fault)
            {
                throw yaml.Fault(node, fault.Message.TrimEnd('.'));
            }
        }

        return ids;
    }
}
