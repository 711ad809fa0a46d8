using System.Globalization;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;

namespace Headroom.Engines.Local.Supervision;

/// <summary>What a program finds in its environment: the order's variables, and ours, which win.</summary>
internal static class RunEnvironment
{
    private const string IdName = "HEADROOM_RUN_ID";
    private const string FolderName = "HEADROOM_RUN_DIR";

    /// <summary>
    /// Marks every process of a run; by it they are found when their supervisor is gone. It names the folder: another
    /// engine on the machine may have a run of the same id.
    /// </summary>
    public static string Mark(RunFolder folder) => $"{FolderName}={folder.Path}";

    /// <summary>As NAME=value, in order of the order, ours last.</summary>
    public static IReadOnlyList<string> Of(RunOrderFile file, RunFolder folder)
    {
        var order = file.Order;
        var own = Own(order, file.GpusOnMachine()).Append(new(FolderName, folder.Path)).ToArray();
        var given = order.Environment.Where(variable => own.All(ours => ours.Name != variable.Name));
        return [.. given.Concat(own).Select(variable => $"{variable.Name}={variable.Value}")];
    }

    private static IEnumerable<EnvironmentVariable> Own(RunOrder order, GpuSet gpus)
    {
        var task = order.Tasks[0];
        yield return new(IdName, order.Id.Text);
        // Empty for a task without accelerators: it is not to see those of others.
        yield return new("CUDA_VISIBLE_DEVICES", Indexes(gpus));
        if (task.Gpus.Count == 0) yield break;

        // As nvidia-smi counts them; CUDA by itself counts the fastest first, which are others on a mixed machine.
        yield return new("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        if (task.GpuMilli == TaskRequest.WholeGpuMilli) yield break;

        // Both are read by NVIDIA's Multi-Process Service, when the site runs it; device 0 is the first visible one.
        var percent = Math.Max(1, task.GpuMilli / 10);
        yield return new("CUDA_MPS_ACTIVE_THREAD_PERCENTAGE", percent.ToString(CultureInfo.InvariantCulture));
        if (task.GpuMemoryMiB > 0)
        {
            yield return new(
                "CUDA_MPS_PINNED_DEVICE_MEM_LIMIT", string.Create(CultureInfo.InvariantCulture, $"0={task.GpuMemoryMiB}M"));
        }
    }

    private static string Indexes(GpuSet gpus) => string.Join(
        ',',
        Enumerable.Range(0, Node.GpuCountMax).Where(gpus.Contains)
            .Select(index => index.ToString(CultureInfo.InvariantCulture)));
}
