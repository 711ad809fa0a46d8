using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Tests;

/// <summary>An exchange with one listing of each kind, of three owners, and an operator.</summary>
internal sealed class TwoOwners : IDisposable
{
    private readonly List<byte> _journal = [];
    private string _head = JournalText.Nothing;

    public TwoOwners()
    {
        Assert.Null(Tell(Operator, new Opened("test", new string('a', 64))));
        Assert.Null(Tell(DataOwner, new Offered(Data)));
        Assert.Null(Tell(ComputeOwner, new Offered(Compute)));
        Assert.Null(Tell(ModelOwner, new Offered(Model)));
    }

    public static string Digest { get; } = new('d', 64);

    public KeyPair Operator { get; } = Made.Key(9);

    public KeyPair DataOwner { get; } = Made.Key(1);

    public KeyPair ComputeOwner { get; } = Made.Key(2);

    public KeyPair ModelOwner { get; } = Made.Key(3);

    public KeyPair Thief { get; } = Made.Key(4);

    public DataListing Data => Made.Data(DataOwner);

    public ComputeListing Compute => Made.Compute(ComputeOwner);

    public ModelListing Model => Made.Model(ModelOwner);

    public ExchangeState State { get; } = new();

    public DateTimeOffset Now { get; set; } = Made.Day;

    public byte[] Journal => [.. _journal];

    public SignedEvent? Last { get; private set; }

    public AgreementTerms Terms => new(
        new AgreementParties(Data.Id, Compute.Id, Model.Id, DataOwner.Public, ComputeOwner.Public, ModelOwner.Public),
        new JobTerms("training", Digest, "cn-east", Protection.Sealed, "file", ["node-identity"], 3, 7200),
        new PaymentTerms("CNY", 90 * Money.Micro, 10 * Money.Micro, 24),
        Made.Day, Made.Day.AddDays(10), Made.Day.AddDays(2));

    public KeyPair[] Keys => [Operator, DataOwner, ComputeOwner, ModelOwner, Thief];

    public RefusalKind? Tell(KeyPair author, ExchangeEvent happened) =>
        Tell(SignedEvent.Make(State.Id, author, Now, happened));

    public RefusalKind? Tell(SignedEvent entry)
    {
        var refusal = State.Apply(entry);
        if (refusal is not null) return refusal.Kind;

        Last = entry;
        var row = JournalText.Row(entry, _head);
        _head = CanonicalJson.Digest(row.AsSpan()[..^1]);
        _journal.AddRange(row);
        return null;
    }

    public RefusalKind? Deposit(long amount, string reference = "bank-1") => Tell(
        Operator, new Deposited(DataOwner.Public.ToString(), "CNY", amount * Money.Micro, reference));

    public Agreement InForce()
    {
        Assert.Null(Deposit(200));
        Assert.Null(Tell(DataOwner, new Proposed(Terms)));
        var id = Last!.Id;
        Assert.Null(Tell(ComputeOwner, new Agreed(id, id)));
        Assert.Null(Tell(ModelOwner, new Agreed(id, id)));
        return State.AgreementOf(id)!;
    }

    public void Dispose()
    {
        foreach (var key in (KeyPair[])[Operator, DataOwner, ComputeOwner, ModelOwner, Thief]) key.Dispose();
    }
}
