using System.Globalization;
using System.Text;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Policies;
using YamlDotNet.RepresentationModel;

namespace Headroom.Exchange.Federation;

/// <summary>
/// Reads the terms of a federated job: as its coordinator writes them in YAML, and as they are signed.
/// </summary>
public static class FederatedTermsText
{
    /// <summary>Most bytes of a file of terms.</summary>
    public const int BytesMax = 256 << 10;

    private const int RoundsMax = 10_000;
    private const int SitesMax = 255;
    private const int PartsMax = 256;
    private const int NameMax = 128;

    private static readonly string[] Keys =
        ["federated", "name", "coordinator", "sites", "least", "rounds", "clip", "noise", "parts", "delta", "model"];

    /// <summary>The file of the model that terms in YAML name, as they write it.</summary>
    /// <exception cref="PolicyException">There is none.</exception>
    public static string ModelIn(string text, string file)
    {
        var yaml = new PolicyYaml(file, "federated");
        var root = yaml.Root(text, Keys);
        return yaml.Word(Required(yaml, root, "model"));
    }

    /// <summary>Reads terms in YAML, or as they are signed, which is a part of it.</summary>
    /// <param name="text">YAML; its <c>model</c> names a file, whose digest stands in the terms.</param>
    /// <param name="file">Name in faults.</param>
    /// <param name="model">Digest of the file that <see cref="ModelIn"/> names.</param>
    /// <exception cref="PolicyException">They are none; the sentence names file, line, key and remedy.</exception>
    public static FederatedTerms Parse(string text, string file, string model)
    {
        var yaml = new PolicyYaml(file, "federated");
        var root = yaml.Root(text, Keys);
        var sites = yaml.Items(root, "sites").Select(node => SiteOf(yaml, node)).ToList();
        var place = PolicyYaml.Find(root, "sites") ?? root;
        if (sites.Count is < FederatedTerms.SitesMin or > SitesMax) throw yaml.Fault(place, $"'sites' are {FederatedTerms.SitesMin} to {SitesMax}; an owner may take part with several");
        if (sites.DistinctBy(site => site.Key.ToString()).Count() < sites.Count
            || sites.DistinctBy(site => site.Name).Count() < sites.Count)
        {
            throw yaml.Fault(place, "two sites have the same name or key; give each its own");
        }

        int Whole(string key, int least, int most) => Bounded(yaml, Required(yaml, root, key), key, least, most);
        double Amount(string key) => Number(yaml, Required(yaml, root, key), key);
        var least = Whole("least", FederatedTerms.StayMin, sites.Count);
        if (least <= (sites.Count - 1) / 2 + 1)
            throw yaml.Fault(Required(yaml, root, "least"), $"'least' is at least {(sites.Count - 1) / 2 + 2} of {sites.Count} sites: with fewer nobody could take the masks away");

        var parts = PolicyYaml.Find(root, "parts") is null ? 1 : Whole("parts", 1, PartsMax);
        var privacy = new FederatedPrivacy(Amount("clip"), Amount("noise"), parts, Exponent(yaml, Required(yaml, root, "delta")));
        var name = yaml.Word(Required(yaml, root, "name"));
        if (name.Length is 0 or > NameMax) throw yaml.Fault(root, $"'name' has 1 to {NameMax} letters");

        return new FederatedTerms(
            name, KeyOf(yaml, Required(yaml, root, "coordinator")), sites, least, Whole("rounds", 1, RoundsMax), privacy, model);
    }

    /// <summary>Reads what <see cref="FederatedTerms.Text"/> wrote.</summary>
    /// <exception cref="ExchangeException">It is something else.</exception>
    public static FederatedTerms Read(byte[] text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var words = Encoding.UTF8.GetString(text);
            var terms = Parse(words, file, ModelIn(words, file));
            return terms.Text().AsSpan().SequenceEqual(text) ? terms : throw new ExchangeException($"{file}: these are no terms of a federated job as they are signed.");
        }
        catch (PolicyException fault)
        {
            throw new ExchangeException(fault.Message);
        }
    }

    private static FederatedSite SiteOf(PolicyYaml yaml, YamlNode node)
    {
        if (node is not YamlMappingNode site) throw yaml.Fault(node, "a site is a mapping, such as {name: ward-1, key: headroom-sign:…}");

        yaml.DemandKeys(site, ["name", "key"]);
        var name = yaml.Word(Required(yaml, site, "name"));
        return name.Length is > 0 and <= NameMax
            ? new FederatedSite(name, KeyOf(yaml, Required(yaml, site, "key")))
            : throw yaml.Fault(site, $"'name' has 1 to {NameMax} letters");
    }

    private static PublicKey KeyOf(PolicyYaml yaml, YamlNode node)
    {
        try
        {
            return PublicKey.Parse(yaml.Word(node)) is { Kind: KeyKind.Sign } key ? key : throw new KeyException("");
        }
        catch (KeyException)
        {
            throw yaml.Fault(node, "this is no public key that signs; 'headroom key show FILE' prints one");
        }
    }

    private static YamlNode Required(PolicyYaml yaml, YamlMappingNode root, string key) =>
        PolicyYaml.Find(root, key) ?? throw yaml.Fault(root, $"'{key}' is missing");

    private static int Bounded(PolicyYaml yaml, YamlNode node, string key, int least, int most) =>
        int.TryParse(yaml.Word(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw yaml.Fault(node, $"'{key}' is a whole number from {least} to {most}, not '{yaml.Word(node)}'");

    private static double Number(PolicyYaml yaml, YamlNode node, string key) =>
        double.TryParse(yaml.Word(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is >= 1e-6 and <= 1e6
            ? number
            : throw yaml.Fault(node, $"'{key}' is a number from 0.000001 to 1000000, not '{yaml.Word(node)}'");

    // As it is signed it is the exponent alone.
    private static int Exponent(PolicyYaml yaml, YamlNode node)
    {
        var word = yaml.Word(node);
        return int.TryParse(word.StartsWith("1e-", StringComparison.Ordinal) ? word[3..] : word, NumberStyles.None, CultureInfo.InvariantCulture, out var exponent)
            && exponent is >= 3 and <= 10
            ? exponent
            : throw yaml.Fault(node, "'delta' is a power of ten, from 1e-10 to 1e-3");
    }
}
