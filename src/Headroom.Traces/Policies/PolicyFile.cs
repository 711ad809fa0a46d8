using Headroom.Cluster.Tenancy;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Policies;

/// <summary>Reads the policy of a pool as people write it, in YAML (or JSON, which is a part of it).</summary>
/// <remarks>
/// Amounts are in accelerators, or cores for <c>cpu</c>, with up to three decimals; times in seconds or with a unit,
/// such as <c>90s</c>, <c>10m</c>, <c>24h</c>, <c>7d</c>; prices in the site's currency. Anchors, aliases, tags, tabs
/// and second documents are no part of the form.
/// </remarks>
public static class PolicyFile
{
    /// <summary>The JSON schema (draft 2020-12) of the form, for editors.</summary>
    public static string Schema => EmbeddedSchema.Read("policy.schema.json");

    /// <summary>The policy in a file, compressed by gzip or not, checked against what a fleet has.</summary>
    /// <exception cref="TraceFormatException">
    /// The file cannot be read, or the policy has faults: all of them, each with its line and key.
    /// </exception>
    public static SharingPolicy Read(string path, Resources resources) =>
        Parse(path, SpecificationText.Read(path), resources);

    /// <summary>The text of a file, compressed by gzip or not, whatever is in it.</summary>
    /// <exception cref="TraceFormatException">It cannot be read, is too long or is no UTF-8 text.</exception>
    public static string TextOf(string path) => SpecificationText.Read(path);

    /// <summary>The policy in a text; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="TraceFormatException">The policy has faults: all of them, each with its line and
    /// key.</exception>
    public static SharingPolicy Parse(string file, string text, Resources resources)
    {
        var document = new SpecificationDocument(file, text, PolicyKeys.Policy);
        var policy = new PolicyForm(document.Faults).Read(document.Root);
        document.Add(PolicyCheck.Faults(policy, resources));
        document.Faults.Throw();
        return policy;
    }
}
