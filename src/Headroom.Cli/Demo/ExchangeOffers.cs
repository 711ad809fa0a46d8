using System.Globalization;

namespace Headroom.Cli.Demo;

/// <summary>What is offered in the demo of the exchange, as the files that its parties write.</summary>
internal static class ExchangeOffers
{
    private const string Time = "from: 2020-01-01\nuntil: 2099-01-01\n";

    /// <summary>An offer of data.</summary>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="region">Where it may be used.</param>
    /// <param name="terms">How it is protected, and what must be shown or may be spent for it.</param>
    public static string Data(string name, string region, string terms) => $"""
        listing: 1
        kind: data
        name: {name}
        currency: CNY
        profile: {name}.profile.json
        purposes: [training]
        regions: [{region}]
        licences: [apache-2.0]
        ask: 10
        budget: 2000
        {terms}
        {Time}
        """;

    /// <summary>An offer of compute.</summary>
    public static string Compute(string region, double price) => $"""
        listing: 1
        kind: compute
        name: {region}
        currency: CNY
        region: {region}
        chip: gpu
        teraflops: 140
        gpus: 1
        hours: 8
        slots: 1
        price: {price.ToString(CultureInfo.InvariantCulture)}
        protections: [sealed, federated]
        evidence: [node-identity]
        purposes: [training]
        {Time}
        """;

    /// <summary>The offer of a base model.</summary>
    public static string Model => $"""
        listing: 1
        kind: model
        name: base
        currency: CNY
        base: base
        licence: apache-2.0
        parameters: 7000000000
        tunings: [adapter, full]
        ask: 10
        {Time}
        """;

    /// <summary>Terms of the federated job.</summary>
    /// <param name="coordinator">Public key of who adds up.</param>
    /// <param name="sites">Names and public keys of the sites.</param>
    public static string Rounds(string coordinator, IEnumerable<(string Name, string Key)> sites) => $"""
        federated: 1
        name: hospital-and-bank
        coordinator: "{coordinator}"
        sites:
        {string.Join('\n', sites.Select(site => $"- {{name: {site.Name}, key: \"{site.Key}\"}}"))}
        least: 3
        rounds: 3
        clip: 1
        noise: 2
        parts: 64
        delta: 1e-5
        model: base.safetensors
        """;

    /// <summary>A cluster of this machine.</summary>
    public static string Cluster(string region) => $"engine: local\nname: {region}\nregion: {region}\ngpus: 1\n";
}
