using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Tests.Rooms;

public sealed class FragmentationMixProperties
{
    [Fact]
    public void What_is_of_no_use_is_added_up_job_by_job() =>
        Gen.Select(Worlds.State, Gen.OneOf(0, 0, 200, 700, 1_000).Array[4], Gen.Int[0, 3]).Sample(
            (state, taken, cores) =>
        {
            var mix = new FragmentationMix(new RoomView(state, new Topology(state.Fleet), state.Room));
            for (var node = 0; node < state.Fleet.Nodes.Count; node++)
            {
                var room = NodeRoom.Of(state.Room, node);
                var cpu = Math.Min(cores * 1_000, room.CpuLeft);
                room.Take(new TaskNeed(cpu, 0, 0, 0, 0, 0), new TaskPlacement(node, GpuSet.None));
                for (var gpu = 0; gpu < room.GpuCount; gpu++)
                    room.Take(new TaskNeed(0, 0, 1, taken[gpu], 0, 0), new TaskPlacement(node, GpuSet.Of(gpu)));

                Assert.Equal(OnPaper(state, room, node), mix.Unusable(room, state.ResourceOf(node)));
            }
        });

    private static long OnPaper(ClusterState state, NodeRoom room, int node)
    {
        var milli = room.MilliLeft.ToArray();
        var memory = room.GpuMemoryLeft.ToArray();
        var unusable = 0L;
        foreach (var job in state.Queues[0].Waiting)
        {
            var shape = job.Job.Shape;
            var admits = shape.Chips.Count == 0 || shape.Chips.Any(chip => chip.Model == state.ModelOf(node).Name);
            if (shape.GpuCount == 0 || !admits || TaskNeed.Of(shape, state.ModelOf(node)) is not { } need) continue;

            var hasProcessors = room.CpuLeft >= need.CpuMillicores && room.MemoryLeft >= need.MemoryMiB;
            var useful = milli.Where((left, gpu) => left >= need.GpuMilli && memory[gpu] >= need.GpuMemoryMiB).ToList();
            var usable = hasProcessors && useful.Count >= need.GpuCount ? useful.Sum() : 0;
            unusable += milli.Sum() - usable;
        }

        return unusable;
    }
}
