using System.Security.Cryptography;
using Headroom.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Privacy.Keys;
using Headroom.Server.Agreements;
using JobRequest = Headroom.Client.Jobs.JobRequest;

namespace Headroom.Server.Tests.Agreements;

/// <summary>An exchange in a folder with one agreement in force: two jobs of 3,600 GPU-seconds in all.</summary>
internal sealed class AgreedExchange : IDisposable
{
    public const string Region = Offers.Region;

    private readonly DateTimeOffset _from =
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60);
    private readonly ExchangeState _state = new();
    private readonly KeyPair _compute = Offers.KeyOf(2);
    private readonly KeyPair _model = Offers.KeyOf(3);
    private string _head = JournalText.Nothing;

    public AgreedExchange()
    {
        var (data, compute) = (Offers.Data(Payer, _from), Offers.Compute(_compute, _from));
        var model = Offers.Model(_model, _from);
        Tell(_compute, new Opened("test", new string('a', 64)));
        Tell(Payer, new Offered(data));
        Tell(_compute, new Offered(compute));
        Tell(_model, new Offered(model));
        Tell(_compute, new Deposited(Payer.Public.ToString(), "CNY", 100 * Money.Micro, "bank-1"));
        Agreement = Tell(Payer, new Proposed(Offers.Terms(data, compute, model, _from))).Id;
        Tell(_compute, new Agreed(Agreement, Agreement));
        Tell(_model, new Agreed(Agreement, Agreement));
    }

    public static string[] Command => Offers.Command;

    public string Folder { get; } = Directory.CreateTempSubdirectory("headroom-exchange-").FullName;

    public string Agreement { get; }

    public KeyPair Payer { get; } = Offers.KeyOf(1);

    public KeyPair Stranger { get; } = Offers.KeyOf(9);

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

    private SignedEvent Tell(KeyPair author, ExchangeEvent happened)
    {
        var entry = SignedEvent.Make(_state.Id, author, _from, happened);
        Assert.Null(_state.Apply(entry)?.Sentence);
        var row = JournalText.Row(entry, _head);
        _head = Convert.ToHexStringLower(SHA256.HashData(row.AsSpan()[..^1]));
        File.AppendAllBytes(ExchangeJournal.PathIn(Folder), row);
        return entry;
    }
}
