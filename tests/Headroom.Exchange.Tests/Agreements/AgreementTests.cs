using Headroom.Exchange.Accounts;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;

namespace Headroom.Exchange.Tests.Agreements;

public sealed class AgreementTests : IDisposable
{
    private readonly TwoOwners _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void It_is_in_force_when_all_have_signed_and_the_money_is_set_aside()
    {
        var agreement = _world.InForce();

        Assert.Equal(AgreementStage.InForce, agreement.StageAt(_world.Now));
        Assert.Equal(90 * Money.Micro, _world.State.Books[AccountNames.Escrow(agreement.Id), "CNY"]);
        Assert.Equal(10 * Money.Micro, _world.State.Books[AccountNames.Owner(_world.ModelOwner.Public), "CNY"]);
        Assert.Equal(AgreementStage.Over, agreement.StageAt(agreement.Terms.Until));
    }

    [Fact]
    public void A_signature_counts_for_the_version_that_was_read_alone()
    {
        _world.Deposit(200);
        Assert.Null(_world.Tell(_world.DataOwner, new Proposed(_world.Terms)));
        var first = _world.Last!.Id;
        Assert.Null(_world.Tell(_world.ModelOwner, new Agreed(first, first)));
        var dearer = _world.Terms with { Payment = _world.Terms.Payment with { ComputeMicro = 150 * Money.Micro } };
        Assert.Null(_world.Tell(_world.ComputeOwner, new Countered(first, first, dearer)));
        var second = _world.Last!.Id;

        Assert.Equal(RefusalKind.Stale, _world.Tell(_world.DataOwner, new Agreed(first, first)));
        Assert.Equal([_world.ComputeOwner.Public.ToString()], _world.State.AgreementOf(first)!.Signers);
        Assert.Null(_world.Tell(_world.DataOwner, new Agreed(first, second)));
        Assert.Equal(RefusalKind.Replayed, _world.Tell(_world.DataOwner, new Agreed(first, second)));
        Assert.Null(_world.Tell(_world.ModelOwner, new Agreed(first, second)));
        Assert.Equal(AgreementStage.InForce, _world.State.AgreementOf(first)!.StageAt(_world.Now));
    }

    [Fact]
    public void Others_have_no_say()
    {
        Assert.Equal(RefusalKind.NotYours, _world.Tell(_world.Thief, new Proposed(_world.Terms)));
        var stolen = _world.Terms with { Parties = _world.Terms.Parties with { DataOwner = _world.Thief.Public } };
        Assert.Equal(RefusalKind.NotYours, _world.Tell(_world.Thief, new Proposed(stolen)));
        var agreement = _world.InForce();

        foreach (var happened in new ExchangeEvent[]
        {
            new Ended(agreement.Id, agreement.Version), new Reported(agreement.Id, "job", 60, TwoOwners.Digest),
            new Closed(agreement.Id), new Resolved(agreement.Id, "job", 1), new Settled(agreement.Id, "job"),
            new Deposited(_world.Thief.Public.ToString(), "CNY", 1, "mine"),
        })
        {
            Assert.Equal(RefusalKind.NotYours, _world.Tell(_world.Thief, happened));
        }
    }

    [Fact]
    public void Deadlines_hold()
    {
        _world.Deposit(200);
        Assert.Null(_world.Tell(_world.DataOwner, new Proposed(_world.Terms)));
        var id = _world.Last!.Id;
        _world.Now = _world.Terms.SignBy;

        Assert.Equal(RefusalKind.TooLate, _world.Tell(_world.ComputeOwner, new Agreed(id, id)));
        Assert.Equal(RefusalKind.TooLate, _world.Tell(_world.DataOwner, new Proposed(_world.Terms)));
        Assert.Equal(AgreementStage.Lapsed, _world.State.AgreementOf(id)!.StageAt(_world.Now));
    }

    [Fact]
    public void Nobody_works_for_one_who_cannot_pay_or_offers_what_is_gone()
    {
        _world.Deposit(99);
        Assert.Null(_world.Tell(_world.DataOwner, new Proposed(_world.Terms)));
        var id = _world.Last!.Id;
        Assert.Null(_world.Tell(_world.ModelOwner, new Agreed(id, id)));
        Assert.Equal(RefusalKind.Funds, _world.Tell(_world.ComputeOwner, new Agreed(id, id)));
        _world.Deposit(1, "bank-2");
        Assert.Null(_world.Tell(_world.ComputeOwner, new Agreed(id, id)));

        Assert.Null(_world.Tell(_world.DataOwner, new Withdrawn(_world.Data.Id)));
        Assert.Equal(AgreementStage.InForce, _world.State.AgreementOf(id)!.StageAt(_world.Now));
        Assert.Equal(RefusalKind.Unknown, _world.Tell(_world.ModelOwner, new Proposed(_world.Terms)));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(Clause.Purpose, "purpose")]
    [InlineData(Clause.Command, "command")]
    [InlineData(Clause.Region, "region")]
    [InlineData(Clause.File, "file")]
    [InlineData(Clause.Evidence, "evidence")]
    [InlineData(Clause.GpuSeconds, "seconds")]
    public void A_job_outside_its_terms_is_refused_by_the_clause(Clause? clause, string changed)
    {
        var request = new JobRequest(
            changed == "purpose" ? "sale" : "training", changed == "command" ? new string('e', 64) : TwoOwners.Digest,
            changed == "region" ? "us-west" : "cn-east", changed == "file" ? "other" : "file",
            changed == "evidence" ? [] : ["node-identity"], changed == "seconds" ? 7201 : 7200);

        Assert.Equal(clause, Admission.Refuses(_world.InForce(), request, new JobsHeld(0, 0), _world.Now));
    }

    [Fact]
    public void A_job_out_of_count_or_time_is_refused()
    {
        var agreement = _world.InForce();
        var request = new JobRequest("training", TwoOwners.Digest, "cn-east", "file", ["node-identity"], 100);

        Assert.Equal(Clause.Jobs, Admission.Refuses(agreement, request, new JobsHeld(3, 0), _world.Now));
        Assert.Equal(Clause.GpuSeconds, Admission.Refuses(agreement, request, new JobsHeld(0, 7101), _world.Now));
        Assert.Equal(Clause.From, Admission.Refuses(agreement, request, new JobsHeld(0, 0), _world.Now.AddSeconds(-1)));
        Assert.Equal(Clause.InForce, Admission.Refuses(agreement, request, new JobsHeld(0, 0), agreement.Terms.Until));
        Assert.Null(_world.Tell(_world.DataOwner, new Ended(agreement.Id, agreement.Version)));
        Assert.Equal(
            Clause.InForce,
            Admission.Refuses(_world.State.AgreementOf(agreement.Id)!, request, new JobsHeld(0, 0), _world.Now));
    }
}
