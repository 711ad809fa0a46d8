using Headroom.Exchange.Journal;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Tests.Journal;

public sealed class ListingRefusalTests : IDisposable
{
    private readonly KeyPair _owner = Made.Key(1);
    private readonly KeyPair _thief = Made.Key(2);
    private readonly ExchangeState _state = new();

    public ListingRefusalTests() => Assert.Null(Tell(_owner, new Opened("test", new string('a', 64))));

    public void Dispose()
    {
        _owner.Dispose();
        _thief.Dispose();
    }

    [Fact]
    public void Others_neither_offer_nor_withdraw_what_is_mine()
    {
        var listing = Made.Data(_owner);
        Assert.Null(Tell(_owner, new Offered(listing)));

        Assert.Equal(RefusalKind.NotYours, Tell(_thief, new Offered(listing)));
        Assert.Equal(RefusalKind.NotYours, Tell(_thief, new Withdrawn(listing.Id)));
        Assert.Equal(RefusalKind.Unknown, Tell(_thief, new Withdrawn(new string('0', 64))));
        Assert.Single(_state.Active);
    }

    [Fact]
    public void What_was_signed_is_not_sent_again_nor_elsewhere_nor_by_another()
    {
        var offered = SignedEvent.Make(_state.Id, _owner, Made.Day.AddHours(1), new Offered(Made.Data(_owner)));
        var withdrawn = SignedEvent.Make(
            _state.Id, _owner, Made.Day.AddHours(1), new Withdrawn(Made.Data(_owner).Id));
        Assert.Null(_state.Apply(offered));
        Assert.Null(_state.Apply(withdrawn));

        Assert.Equal(RefusalKind.Replayed, _state.Apply(offered)?.Kind);
        Assert.Equal(RefusalKind.Forged, _state.Apply(offered with { Author = _thief.Public })?.Kind);
        Assert.Equal(RefusalKind.OutOfOrder, _state.Apply(offered with { Time = Made.Day })?.Kind);
        Assert.Equal(RefusalKind.Forged, _state.Apply(offered with { Time = Made.Day.AddHours(2) })?.Kind);
        var elsewhere = SignedEvent.Make(
            new string('b', 64), _owner, Made.Day.AddHours(3), new Offered(Made.Data(_owner)));
        Assert.Equal(RefusalKind.Forged, _state.Apply(elsewhere)?.Kind);
        Assert.Empty(_state.Active);
    }

    [Fact]
    public void A_withdrawn_listing_may_be_offered_anew()
    {
        Assert.Null(Tell(_owner, new Offered(Made.Data(_owner))));
        Assert.Equal(RefusalKind.Replayed, Tell(_owner, new Offered(Made.Data(_owner)), hour: 1));
        Assert.Null(Tell(_owner, new Withdrawn(Made.Data(_owner).Id), hour: 2));
        Assert.Equal(RefusalKind.WrongState, Tell(_owner, new Withdrawn(Made.Data(_owner).Id), hour: 3));
        Assert.Null(Tell(_owner, new Offered(Made.Data(_owner)), hour: 4));
        Assert.Single(_state.Active);
    }

    [Fact]
    public void Limits_hold_however_a_listing_comes_in() =>
        Assert.Equal(RefusalKind.Invalid, Tell(_owner, new Offered(Made.Compute(_owner) with { Gpus = 0 })));

    private RefusalKind? Tell(KeyPair author, ExchangeEvent happened, int hour = 0) =>
        _state.Apply(SignedEvent.Make(_state.Id, author, Made.Day.AddHours(hour), happened))?.Kind;
}
