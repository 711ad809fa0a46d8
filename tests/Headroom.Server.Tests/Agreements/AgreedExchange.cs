using System.Security.Cryptography;
using Headroom.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;
using Headroom.Server.Agreements;
using JobRequest = Headroom.Client.Jobs.JobRequest;

namespace Headroom.Server.Tests.Agreements;

/// <summary>An exchange in a folder with one agreement in force: two jobs of 3,600 GPU-seconds in all.</summary>
internal sealed class AgreedExchange : IDisposable
{
    public const string Chip = "A100";
    public const string Region = "cn-east";

    private readonly DateTimeOffset _from =
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60);
    private readonly ExchangeState _state = new();
    private readonly KeyPair _compute = KeyOf(2);
    private readonly KeyPair _model = KeyOf(3);
    private string _head = JournalText.Nothing;

    public AgreedExchange()
    {
        var data = new DataListing(
            Terms(Payer), new DataProfile(50_000, 200_000_000, 60_000_000, "o200k", 50, RiskLevel.Masked, [new("zh", 50_000)], [], []),
            Protection.Masked, [], [], Tuning.Adapter, null, 0, null, 1, 1);
        var compute = new ComputeListing(
            Terms(_compute, Region), Chip, 140, 4, 400, 1, new PriceCurve([new(null, Money.Micro)]),
            [Protection.Masked], []);
        var model = new ModelListing(Terms(_model), "base", "apache-2.0", 7_000_000, [Tuning.Adapter], 0);
        Tell(_compute, new Opened("test", new string('a', 64)));
        Tell(Payer, new Offered(data));
        Tell(_compute, new Offered(compute));
        Tell(_model, new Offered(model));
        Tell(_compute, new Deposited(Payer.Public.ToString(), "CNY", 100 * Money.Micro, "bank-1"));
        var terms = new AgreementTerms(
            new AgreementParties(data.Id, compute.Id, model.Id, Payer.Public, _compute.Public, _model.Public),
            new JobTerms("training", JobOrder.DigestOf(Command), Region, Protection.Masked, "", [], 2, 3_600),
            new PaymentTerms("CNY", Money.Micro, 0, 24), _from, _from.AddDays(3), _from.AddDays(1));
        Agreement = Tell(Payer, new Proposed(terms)).Id;
        Tell(_compute, new Agreed(Agreement, Agreement));
        Tell(_model, new Agreed(Agreement, Agreement));
    }

    public static string[] Command { get; } = ["/bin/sh", "-c", "echo learnt"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("headroom-exchange-").FullName;

    public string Agreement { get; }

    public KeyPair Payer { get; } = KeyOf(1);

    public KeyPair Stranger { get; } = KeyOf(9);

    /// <summary>A job within the terms, with an order of its own.</summary>
    public JobRequest Job(int seconds = 1_200) => new()
    {
        Command = Command,
        Gpus = 1,
        CpuMillicores = 10,
        TimeLimitSeconds = seconds,
        Agreement = Agreement,
        Purpose = "training",
        Order = Order(Payer, Command),
    };

    public string Order(KeyPair payer, IReadOnlyList<string> command) => JobOrder.Sign(
        _state.Id, Agreement, JobOrder.DigestOf(command),
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), payer).ToString();

    public void End() => Tell(Payer, new Ended(Agreement, Agreement));

    public void Report(string job, long seconds) =>
        Tell(_compute, new Reported(Agreement, job, seconds, new string('e', 64)));

    public void Dispose()
    {
        foreach (var key in (KeyPair[])[Payer, Stranger, _compute, _model]) key.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static KeyPair KeyOf(byte seed) => KeyPair.Of(KeyKind.Sign, [.. Enumerable.Repeat(seed, 32)]);

    private ListingTerms Terms(KeyPair owner, params string[] regions) =>
        new("one", owner.Public, "CNY", [], regions, _from, _from.AddDays(30));

    private SignedEvent Tell(KeyPair author, ExchangeEvent happened)
    {
        var entry = SignedEvent.Make(_state.Id, author, _from, happened);
        Assert.Null(_state.Apply(entry)?.Sentence);
        var row = JournalText.Row(entry, _head);
        _head = Convert.ToHexStringLower(SHA256.HashData(row.AsSpan()[..^1]));
        File.AppendAllBytes(JournalFile.PathIn(Folder), row);
        return entry;
    }
}
