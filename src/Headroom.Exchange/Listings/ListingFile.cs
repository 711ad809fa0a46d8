using System.Globalization;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Policies;
using YamlDotNet.RepresentationModel;

namespace Headroom.Exchange.Listings;

/// <summary>Reads a listing from YAML.</summary>
public sealed class ListingFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int BytesMax = 64 << 10;

    private static readonly string[] Shared = ["listing", "kind", "name", "currency", "purposes", "from", "until"];

    private static readonly string[] DataKeys =
    [
        .. Shared, "regions", "profile", "protection", "evidence", "licences", "tuning", "privacy", "ask", "budget", "copies", "passes",
    ];

    private static readonly string[] ComputeKeys =
        [.. Shared, "region", "chip", "teraflops", "gpus", "hours", "slots", "price", "protections", "evidence"];

    private static readonly string[] ModelKeys =
        [.. Shared, "regions", "base", "licence", "parameters", "tunings", "ask"];

    private readonly PolicyYaml _yaml;
    private readonly YamlMappingNode _root;
    private readonly PublicKey _owner;
    private readonly Func<string, DataProfile> _profileAt;

    private ListingFile(PolicyYaml yaml, YamlMappingNode root, PublicKey owner, Func<string, DataProfile> profileAt) =>
        (_yaml, _root, _owner, _profileAt) = (yaml, root, owner, profileAt);

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Name in faults.</param>
    /// <param name="kind">What it must be: <c>data</c>, <c>compute</c> or <c>model</c>.</param>
    /// <param name="owner">Key of whoever offers it.</param>
    /// <param name="profileAt">Reads the profile that a path of the text names.</param>
    /// <exception cref="PolicyException">It is no such listing; the sentence names file, line, key and remedy.</exception>
    public static Listing Parse(
        string text, string file, string kind, PublicKey owner, Func<string, DataProfile> profileAt)
    {
        var yaml = new PolicyYaml(file, "listing");
        var root = yaml.Root(text, kind switch { "data" => DataKeys, "compute" => ComputeKeys, _ => ModelKeys });
        var reader = new ListingFile(yaml, root, owner, profileAt);
        if (reader.Required("kind") is var said && yaml.Word(said) != kind)
            throw yaml.Fault(said, $"'kind' is {yaml.Word(said)}; offer it with 'headroom offer {yaml.Word(said)}', or write 'kind: {kind}'");

        Listing listing = kind switch
        {
            "data" => reader.Data(),
            "compute" => reader.Compute(),
            _ => reader.Model(),
        };
        return ListingCheck.Fault(listing) is { } fault ? throw yaml.Fault(reader.Place(fault), fault) : listing;
    }

    private DataListing Data()
    {
        var profile = Required("profile");
        return new DataListing(
            Terms("regions"), ProfileAt(profile),
            OneOf<Protection>(Required("protection"), "protection"), Words("evidence"), Words("licences"),
            PolicyYaml.Find(_root, "tuning") is { } tuning ? OneOf<Tuning>(tuning, "tuning") : Tuning.Adapter,
            PrivacyOf(), MoneyOf("ask") ?? 0, MoneyOf("budget"),
            (int)NumberOf("copies", ListingCheck.CopiesMax, 1), (int)NumberOf("passes", ListingCheck.CopiesMax, 1));
    }

    private ComputeListing Compute() => new(
        Terms("region"), _yaml.Word(Required("chip")), (int)NumberOf("teraflops", ListingCheck.TeraflopsMax, null),
        (int)NumberOf("gpus", ListingCheck.GpusMax, null), NumberOf("hours", ListingCheck.HoursMax, null),
        (int)NumberOf("slots", ListingCheck.CopiesMax, 1), Prices(), AllOf<Protection>("protections"), Words("evidence"));

    private ModelListing Model() => new(
        Terms("regions"), _yaml.Word(Required("base")), _yaml.Word(Required("licence")),
        NumberOf("parameters", ListingCheck.ParametersMax, null), AllOf<Tuning>("tunings"), MoneyOf("ask") ?? 0);

    private ListingTerms Terms(string regions) => new(
        _yaml.Word(Required("name")), _owner, _yaml.Word(Required("currency")), Words("purposes"),
        regions == "region" ? [_yaml.Word(Required("region"))] : Words(regions),
        _yaml.Time(Required("from")), _yaml.Time(Required("until")));

    private YamlNode Required(string key) =>
        PolicyYaml.Find(_root, key) ?? throw _yaml.Fault(_root, $"'{key}' is missing");

    private DataProfile ProfileAt(YamlNode node)
    {
        try
        {
            return _profileAt(_yaml.Word(node));
        }
        catch (ExchangeException fault)
        {
            throw _yaml.Fault(node, $"'profile' cannot be used: {fault.Message.TrimEnd('.')}");
        }
    }

    private IReadOnlyList<string> Words(string key) =>
        [.. _yaml.Items(_root, key).Select(_yaml.Word).Order(StringComparer.Ordinal)];

    private IReadOnlyList<T> AllOf<T>(string key)
        where T : struct, Enum => [.. _yaml.Items(_root, key).Select(node => OneOf<T>(node, key)).Order()];

    private T OneOf<T>(YamlNode node, string key)
        where T : struct, Enum => Enum.GetNames<T>().Contains(_yaml.Word(node), StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(_yaml.Word(node), ignoreCase: true)
            : throw _yaml.Fault(node, $"'{key}' is one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not '{_yaml.Word(node)}'");

    private long NumberOf(string key, long most, long? otherwise) => PolicyYaml.Find(_root, key) switch
    {
        { } node => NumberAt(node, key, most),
        null => otherwise ?? throw _yaml.Fault(_root, $"'{key}' is missing"),
    };

    private long NumberAt(YamlNode node, string key, long most)
    {
        try
        {
            return _yaml.Number(node, 1L, most);
        }
        catch (PolicyException)
        {
            throw _yaml.Fault(node, $"'{key}' is a whole number from 1 to {most}, not '{_yaml.Word(node)}'");
        }
    }

    private long? MoneyOf(string key) => PolicyYaml.Find(_root, key) is { } node ? MoneyAt(node, key) : null;

    private long MoneyAt(YamlNode node, string key) => Money.TryParse(_yaml.Word(node), out var micro)
        ? micro
        : throw _yaml.Fault(node, $"'{key}' is an amount such as 12.50, from 0 to {Money.MicroMax / Money.Micro} with at most six decimals, not '{_yaml.Word(node)}'");

    private PrivacyTerms? PrivacyOf()
    {
        if (PolicyYaml.Find(_root, "privacy") is not { } node) return null;
        if (node is not YamlMappingNode mapping) throw _yaml.Fault(node, "'privacy' is a mapping, such as {epsilon: 3, delta: 1e-6}");

        _yaml.DemandKeys(mapping, ["epsilon", "delta"]);
        var (epsilon, delta) = (PolicyYaml.Find(mapping, "epsilon"), PolicyYaml.Find(mapping, "delta"));
        if (epsilon is null || delta is null) throw _yaml.Fault(node, "'privacy' has an epsilon and a delta, such as {epsilon: 3, delta: 1e-6}");
        if (!decimal.TryParse(
                _yaml.Word(epsilon), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var loss)
            || loss is <= 0 or > 100 || loss * 1000 != decimal.Truncate(loss * 1000))
        {
            throw _yaml.Fault(epsilon, "'epsilon' is above 0 and at most 100, with at most three decimals");
        }

        return _yaml.Word(delta).StartsWith("1e-", StringComparison.Ordinal)
            && int.TryParse(_yaml.Word(delta)[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var exponent)
            ? new PrivacyTerms((int)(loss * 1000), exponent)
            : throw _yaml.Fault(delta, "'delta' is a power of ten, from 1e-12 to 1e-3");
    }

    private PriceCurve Prices() => Required("price") switch
    {
        YamlSequenceNode steps => new PriceCurve([.. steps.Children.Select(Step)]),
        var node => new PriceCurve([new PriceStep(null, MoneyAt(node, "price"))]),
    };

    private PriceStep Step(YamlNode node)
    {
        if (node is not YamlMappingNode step) throw _yaml.Fault(node, "a step of 'price' is a mapping, such as {to: 1000, price: 12.50}");

        _yaml.DemandKeys(step, ["to", "price"]);
        var price = PolicyYaml.Find(step, "price") ?? throw _yaml.Fault(step, "'price' of a step is missing");
        var to = PolicyYaml.Find(step, "to");
        return new PriceStep(to is null ? null : NumberAt(to, "to", ListingCheck.HoursMax), MoneyAt(price, "price"));
    }

    // Where the key stands that a fault of the whole begins with.
    private YamlNode Place(string fault) =>
        _root.Children.Keys.FirstOrDefault(key => fault.StartsWith($"'{_yaml.Word(key)}'", StringComparison.Ordinal)) ?? _root;
}
