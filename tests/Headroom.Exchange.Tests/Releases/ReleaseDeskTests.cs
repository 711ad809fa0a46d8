using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Releases;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Tests.Releases;

/// <summary>What whoever runs the jobs may try, and what becomes of it on the side of the data's owner.</summary>
public sealed class ReleaseDeskTests : IDisposable
{
    private readonly TwoOwners _world = new();
    private readonly Agreement _agreement;
    private readonly KeyPair _node = Made.Key(7);
    private readonly ReleaseDesk _desk;

    public ReleaseDeskTests()
    {
        _agreement = _world.InForce();
        _desk = new ReleaseDesk(_world.DataOwner.Public, [new NodeIdentity()]);
    }

    private ReleaseRequest Request => new(
        _world.State.Id, _agreement.Id, "job-1", "training", TwoOwners.Digest, "cn-east", "file", 2_400,
        KeyPair.Of(KeyKind.Seal, [.. Enumerable.Repeat((byte)5, 32)]).Public, _world.Now);

    public void Dispose()
    {
        _node.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void A_request_within_the_terms_is_granted_and_survives_being_written()
    {
        var shown = Shown(Request);

        Assert.Null(Refuses(ShownRequest.Read(shown.Write())));
        Assert.Equal(shown.Request, ShownRequest.Read(shown.Write()).Request with { Key = shown.Request.Key });
    }

    [Fact]
    public void A_job_that_changes_what_was_agreed_gets_nothing()
    {
        foreach (var (clause, request) in new[]
        {
            (Clause.Purpose, Request with { Purpose = "resale" }), (Clause.Command, Request with { Command = new string('e', 64) }),
            (Clause.Region, Request with { Region = "us-west" }), (Clause.File, Request with { File = "other" }),
            (Clause.GpuSeconds, Request with { GpuSeconds = 7_201 }),
            (Clause.GpuSeconds, Request with { GpuSeconds = 0 }),
        })
        {
            Assert.Equal((ReleaseRefusal.Term, clause), Refuses(Shown(request)));
        }
    }

    [Fact]
    public void Forged_evidence_is_none()
    {
        var endorsement = NodeIdentity.Endorse(_world.ComputeOwner, _node.Public, "cn-east");
        using var other = Made.Key(8);
        var right = Shown(Request).Evidence[0].Text.Split(' ');
        foreach (var evidence in new EvidenceStatement[][]
        {
            [], [new(NodeIdentity.Name, "")], [new("tpm-quote", string.Join(' ', right))],
            [NodeIdentity.Show(other, endorsement, Request)],
            [NodeIdentity.Show(_node, NodeIdentity.Endorse(_world.Thief, _node.Public, "cn-east"), Request)],
            [NodeIdentity.Show(_node, NodeIdentity.Endorse(_world.ComputeOwner, _node.Public, "us-west"), Request)],
            [NodeIdentity.Show(_node, endorsement, Request with { Job = "job-2" })],
            [new(NodeIdentity.Name, $"{right[0]} {right[1]} AAAA")], [new(NodeIdentity.Name, "headroom-sign:x y z")],
        })
        {
            Assert.Equal((ReleaseRefusal.Term, Clause.Evidence), Refuses(new ShownRequest(Request, evidence)));
        }
    }

    [Fact]
    public void Evidence_for_one_key_releases_nothing_to_another()
    {
        using var mine = KeyPair.New(KeyKind.Seal);
        var shown = Shown(Request);

        Assert.Equal(
            (ReleaseRefusal.Term, Clause.Evidence),
            Refuses(shown with { Request = shown.Request with { Key = mine.Public } }));
    }

    [Fact]
    public void A_request_and_a_key_that_were_answered_are_not_answered_again()
    {
        var request = Request;
        var past = new PastRelease(request.Id, _agreement.Id, request.Key.Id, 60);
        Assert.Equal(past, PastRelease.Read(request.Id, past.Detail));

        Assert.Equal(ReleaseRefusal.Replayed, Refuses(Shown(request), past)?.Refusal);
        Assert.Equal(ReleaseRefusal.Replayed, Refuses(Shown(request with { Job = "job-2" }), past)?.Refusal);
    }

    [Fact]
    public void Jobs_and_hours_are_counted_by_the_owner_and_not_by_who_reports_them()
    {
        PastRelease Past(int number, long seconds) => new($"r{number}", _agreement.Id, $"k{number}", seconds);

        Assert.Null(Refuses(Shown(Request), Past(1, 2_400), Past(2, 2_400)));
        Assert.Equal((ReleaseRefusal.Term, Clause.Jobs), Refuses(Shown(Request), Past(1, 1), Past(2, 1), Past(3, 1)));
        Assert.Equal((ReleaseRefusal.Term, Clause.GpuSeconds), Refuses(Shown(Request), Past(1, 4_801)));
        Assert.Null(Refuses(Shown(Request), new PastRelease("r", "another agreement", "k", 7_200)));
    }

    [Fact]
    public void Old_requests_other_exchanges_and_ended_agreements_get_nothing()
    {
        Assert.Equal(ReleaseRefusal.Unknown, Refuses(Shown(Request with { Exchange = "other" }))?.Refusal);
        Assert.Equal(ReleaseRefusal.Unknown, Refuses(Shown(Request with { Agreement = "guessed" }))?.Refusal);
        Assert.Equal(ReleaseRefusal.Stale, Refuses(Shown(Request with { Time = _world.Now.AddMinutes(-11) }))?.Refusal);
        Assert.Equal(ReleaseRefusal.Stale, Refuses(Shown(Request with { Time = _world.Now.AddMinutes(2) }))?.Refusal);
        var other = new ReleaseDesk(_world.Thief.Public, [new NodeIdentity()]);
        Assert.Equal(ReleaseRefusal.NotYours, other.Refuses(_world.State, Shown(Request), [], _world.Now)?.Refusal);

        Assert.Null(_world.Tell(_world.DataOwner, new Withdrawn(_world.Data.Id)));
        Assert.Null(Refuses(Shown(Request)));
        Assert.Null(_world.Tell(_world.DataOwner, new Ended(_agreement.Id, _agreement.Version)));
        Assert.Equal((ReleaseRefusal.Term, Clause.InForce), Refuses(Shown(Request)));
    }

    private ShownRequest Shown(ReleaseRequest request) => new(request, [NodeIdentity.Show(
        _node, NodeIdentity.Endorse(_world.ComputeOwner, _node.Public, "cn-east"), request)]);

    private (ReleaseRefusal Refusal, Clause? Clause)? Refuses(ShownRequest shown, params PastRelease[] past) =>
        _desk.Refuses(_world.State, shown, past, _world.Now);
}
