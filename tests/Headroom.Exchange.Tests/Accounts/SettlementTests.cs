using Headroom.Exchange.Accounts;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;

namespace Headroom.Exchange.Tests.Accounts;

public sealed class SettlementTests : IDisposable
{
    private readonly TwoOwners _world = new();
    private readonly Agreement _agreement;

    public SettlementTests() => _agreement = _world.InForce();

    private string Id => _agreement.Id;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_job_is_paid_to_the_second_and_the_rest_goes_back()
    {
        Assert.Null(Report("job-1", 3600));
        Assert.Equal(RefusalKind.NotYours, _world.Tell(_world.ComputeOwner, new Settled(Id, "job-1")));
        Assert.Null(_world.Tell(_world.DataOwner, new Settled(Id, "job-1")));
        Assert.Equal(45 * Money.Micro, Of(_world.ComputeOwner.Public));
        Assert.Equal(-3600, _world.State.Books[AccountNames.Owner(_world.ComputeOwner.Public), Books.GpuSeconds]);

        Assert.Equal(RefusalKind.WrongState, _world.Tell(_world.DataOwner, new Closed(Id)));
        _world.Now = _agreement.Terms.Until.AddHours(24);
        Assert.Equal(RefusalKind.WrongState, Report("job-2", 10));
        Assert.Null(_world.Tell(_world.DataOwner, new Closed(Id)));
        Assert.Equal(145 * Money.Micro, Of(_world.DataOwner.Public));
    }

    [Fact]
    public void Lies_about_hours_are_refused_disputed_and_decided()
    {
        Assert.Equal(RefusalKind.Funds, Report("job-1", 7201));
        Assert.Equal(RefusalKind.Funds, Report("job-1", -5));
        Assert.Null(Report("job-1", 7200));
        Assert.Equal(RefusalKind.Replayed, Report("job-1", 1));
        Assert.Equal(RefusalKind.Funds, Report("job-2", 1));
        Assert.Null(_world.Tell(_world.DataOwner, new Disputed(Id, "job-1", new string('e', 64))));
        _world.Now = _world.Now.AddHours(30);

        Assert.Equal(RefusalKind.WrongState, _world.Tell(_world.ComputeOwner, new Settled(Id, "job-1")));
        Assert.Equal(RefusalKind.Invalid, _world.Tell(_world.Operator, new Resolved(Id, "job-1", 7201)));
        Assert.Null(_world.Tell(_world.Operator, new Resolved(Id, "job-1", 1800)));
        Assert.Equal(RefusalKind.WrongState, _world.Tell(_world.Operator, new Resolved(Id, "job-1", 1799)));
        Assert.Equal(22_500_000, Of(_world.ComputeOwner.Public));
        Assert.Equal(67_500_000, _world.State.Books[AccountNames.Escrow(Id), "CNY"]);
        Assert.Equal(1800, _world.State.Books[AccountNames.Owner(_world.DataOwner.Public), Books.GpuSeconds]);
        var evidence = _world.State.AgreementOf(Id)!.Reports[0].Evidence;
        Assert.Contains(new string('e', 64), evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_does_not_object_in_time_pays()
    {
        Assert.Null(Report("job-1", 3600));
        _world.Now = _world.Now.AddHours(24);

        Assert.Equal(RefusalKind.TooLate, _world.Tell(_world.DataOwner, new Disputed(Id, "job-1", new string('e', 64))));
        Assert.Null(_world.Tell(_world.ComputeOwner, new Settled(Id, "job-1")));
        Assert.Equal(45 * Money.Micro, Of(_world.ComputeOwner.Public));
    }

    [Fact]
    public void An_owner_who_ends_it_while_a_job_runs_still_pays_for_it()
    {
        Assert.Null(_world.Tell(_world.DataOwner, new Ended(Id, _agreement.Version)));
        Assert.Equal(RefusalKind.WrongState, _world.Tell(_world.DataOwner, new Closed(Id)));
        _world.Now = _world.Now.AddHours(2);

        Assert.Null(Report("job-1", 3600));
        _world.Now = _world.Now.AddHours(23);
        Assert.Equal(RefusalKind.WrongState, _world.Tell(_world.DataOwner, new Closed(Id)));
        _world.Now = _world.Now.AddHours(23);
        Assert.Null(_world.Tell(_world.ComputeOwner, new Settled(Id, "job-1")));
        Assert.Null(_world.Tell(_world.DataOwner, new Closed(Id)));
    }

    private RefusalKind? Report(string job, long seconds) =>
        _world.Tell(_world.ComputeOwner, new Reported(Id, job, seconds, TwoOwners.Digest));

    private long Of(Privacy.Keys.PublicKey owner) => _world.State.Books[AccountNames.Owner(owner), "CNY"];
}
