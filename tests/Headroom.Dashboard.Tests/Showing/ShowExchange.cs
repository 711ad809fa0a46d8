using System.Text;
using Headroom.Client;
using Headroom.Client.Exchange;
using Headroom.Client.Pool;
using Headroom.Client.Wire;
using Headroom.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>Owners who deal on the exchange of the pool that is shown, each tenant with a key of his own.</summary>
internal sealed class ShowExchange(Uri address, HeadroomClient admin, string secret, TimeProvider clock)
{
    private readonly KeyPair _operator = KeyOf(7);
    private string _exchange = "";

    /// <summary>An agreement with jobs that were paid, and that are disputed.</summary>
    public string Agreement { get; private set; } = "";

    public async Task FillAsync()
    {
        _exchange = await TellAsync(admin, _operator, new Opened("market", new string('a', 64)));
        using var language = await OfAsync("language");
        using var vision = await OfAsync("vision");
        using var speech = await OfAsync("speech");
        var (clinic, centre, lab) = (KeyOf(1), KeyOf(2), KeyOf(3));
        var from = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var (notes, scans) = (Data(clinic, from, "病历随访记录", 120_000, Protection.Sealed), Data(clinic, from, "scan-reports", 40_000, Protection.Masked));
        var (night, west) = (Compute(centre, from, "夜间算力", "cn-east", 12), Compute(centre, from, "west-idle-hours", "cn-west", 48));
        var model = new ModelListing(Terms(lab, from, "base-7b"), "base-7b", "apache-2.0", 7_000_000_000, [Tuning.Adapter], 100 * Money.Micro);
        foreach (var data in (Listing[])[notes, scans]) await TellAsync(language, clinic, new Offered(data));
        foreach (var compute in (Listing[])[night, west]) await TellAsync(vision, centre, new Offered(compute));
        await TellAsync(language, clinic, new Offered(Compute(clinic, from, "own-cluster", "cn-east", 9)));
        await TellAsync(speech, lab, new Offered(model));
        await TellAsync(admin, _operator, new Deposited(clinic.Public.ToString(), "CNY", 20_000 * Money.Micro, "bank-17"));
        var terms = Agreed(notes, night, model, from);
        Agreement = await TellAsync(language, clinic, new Proposed(terms));
        await TellAsync(vision, centre, new Agreed(Agreement, Agreement));
        await TellAsync(speech, lab, new Agreed(Agreement, Agreement));
        await TellAsync(vision, centre, new Reported(Agreement, "job-17", 9_000, new string('e', 64)));
        await TellAsync(language, clinic, new Settled(Agreement, "job-17"));
        await TellAsync(vision, centre, new Reported(Agreement, "job-18", 7_200, new string('e', 64)));
        await TellAsync(language, clinic, new Disputed(Agreement, "job-18", new string('f', 64)));
        await TellAsync(language, clinic, new Proposed(Agreed(scans, west, model, from)));
        var ended = SignedEvent.Make(_exchange, KeyOf(9), clock.GetUtcNow(), new Ended(Agreement, Agreement));
        var forged = ended with { Author = clinic.Public };
        await Assert.ThrowsAsync<ApiException>(() => TellAsync(speech, forged));
    }

    private static KeyPair KeyOf(byte seed) => KeyPair.Of(KeyKind.Sign, [.. Enumerable.Repeat(seed, 32)]);

    private static DataListing Data(
        KeyPair owner, DateTimeOffset from, string name, long records, Protection protection) => new(
        Terms(owner, from, name), new DataProfile(records, records * 2_000, records * 600, "o200k", 50, RiskLevel.Masked, [new("zh", records)], [], []),
        protection, [], [], Tuning.Adapter, null, 0, null, 1, 1);

    private static ComputeListing Compute(
        KeyPair owner, DateTimeOffset from, string name, string region, long price) => new(
        Terms(owner, from, name, region), "A100-80GB", 140, 8, 400, 1, new PriceCurve([new(null, price * Money.Micro)]),
        [Protection.Masked, Protection.Sealed], []);

    private static ListingTerms Terms(KeyPair owner, DateTimeOffset from, string name, params string[] regions) =>
        new(name, owner.Public, "CNY", [], regions, from, from.AddDays(90));

    private static AgreementTerms Agreed(
        DataListing data, ComputeListing compute, ModelListing model, DateTimeOffset from) => new(
        new AgreementParties(data.Id, compute.Id, model.Id, data.Terms.Owner, compute.Terms.Owner, model.Terms.Owner),
        new JobTerms("training", new string('c', 64), compute.Region, data.Protection, "", [], 4, 36_000),
        new PaymentTerms("CNY", 1_200 * Money.Micro, 100 * Money.Micro, 24), from, from.AddDays(30), from.AddDays(7));

    private async Task<HeadroomClient> OfAsync(string tenant) =>
        new(address, await Tokens.MakeAsync(address, secret, TokenRole.Member, tenant));

    private Task<string> TellAsync(HeadroomClient client, KeyPair author, ExchangeEvent happened) =>
        TellAsync(client, SignedEvent.Make(_exchange, author, clock.GetUtcNow(), happened));

    private static async Task<string> TellAsync(HeadroomClient client, SignedEvent entry) =>
        (await client.Exchange.TellAsync(
            new EventRequest { Entry = Encoding.UTF8.GetString(JournalText.Entry(entry)) })).Id;
}
