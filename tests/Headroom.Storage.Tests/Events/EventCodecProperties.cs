using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.Tenancy;
using Headroom.Storage.Events;
using Headroom.Storage.Faults;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Events;

public sealed class EventCodecProperties
{
    private static readonly Resources Resources = new(HistoryGens.Fleet);

    [Fact]
    public void Every_event_is_read_as_it_was_written() => EventGens.Event(Resources).Sample(happened =>
    {
        var codec = new EventCodec(Resources);

        var bytes = codec.Encode(happened);

        Assert.Equal(happened, codec.Decode(happened.At, EventCodec.KindOf(happened), bytes));
    }, iter: 20_000);

    [Fact]
    public void Every_kind_has_a_number_of_its_own_and_is_drawn()
    {
        var kinds = typeof(ClusterEvent).Assembly.GetTypes()
            .Where(type => type.BaseType == typeof(ClusterEvent)).ToArray();
        var drawn = new Dictionary<Type, int>();
        EventGens.Event(Resources).Sample(
            happened => { lock (drawn) drawn[happened.GetType()] = EventCodec.KindOf(happened); }, iter: 2_000);

        Assert.Equal(EventGens.Kinds, kinds.Length);
        Assert.Equal(kinds.OrderBy(type => type.Name), drawn.Keys.OrderBy(type => type.Name));
        Assert.Equal(kinds.Length, drawn.Values.Distinct().Count());
    }

    [Fact]
    public void Noise_is_refused_by_name_or_read_as_some_event() =>
        Gen.Select(Gen.Int[0, 20], Gen.Byte.Array[0, 40]).Sample((kind, bytes) =>
        {
            byte[] payload = [2, .. bytes];
            try
            {
                new EventCodec(Resources).Decode(0, kind, payload);
            }
            catch (StoreException fault)
            {
                var isNamed = fault.Fault is StoreFault.Damaged or StoreFault.TooNew or StoreFault.OtherFleet;
                Assert.True(isNamed, fault.Message);
            }
        }, iter: 20_000);

    [Fact]
    public void What_a_newer_program_wrote_is_refused_by_name()
    {
        var codec = new EventCodec(Resources);

        var kind = Assert.Throws<StoreException>(() => codec.Decode(0, 99, [2]));
        var version = Assert.Throws<StoreException>(() => codec.Decode(0, 4, [6, 0]));

        Assert.Equal(
            "This program does not know events of kind 99; use the program that wrote it or a newer one.", kind.Message);
        Assert.Contains("version 3 of an event of kind 4", version.Message, StringComparison.Ordinal);
        Assert.All([kind, version], fault => Assert.Equal(StoreFault.TooNew, fault.Fault));
    }
}
