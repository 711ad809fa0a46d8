using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Openb;

/// <summary>
/// One task a line. The times and the class of service are known and not used: the experiment replays arrivals only.
/// </summary>
internal sealed class TaskForm(Header header, LargestNode largest)
{
    public static readonly TableForm Form = new("openb pod list", ',',
    [
        "name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli", "gpu_spec",
        "qos", "pod_phase", "creation_time", "deletion_time", "scheduled_time",
    ]);

    private readonly Column _name = header.Required("name");
    private readonly Column _cpu = header.Required("cpu_milli");
    private readonly Column _memory = header.Required("memory_mib");
    private readonly Column _gpus = header.Required("num_gpu");
    private readonly Column _milli = header.Required("gpu_milli");
    private readonly Column _models = header.Optional("gpu_spec");
    private readonly NameRegister _names = new();
    private readonly TextPool _texts = new();

    public RecordedTask Read(ref TableRow row, long line)
    {
        var cpu = row.Whole(_cpu, OpenbReader.AmountMax);
        var memory = row.Whole(_memory, OpenbReader.AmountMax);
        var gpus = (int)row.Whole(_gpus, Node.GpuCountMax);
        var milli = Milli(ref row, gpus);
        var models = gpus == 0 ? "" : Models(ref row);
        CheckAgainstLargest(ref row, cpu, memory, gpus);

        return new RecordedTask(_names.Take(ref row, _name, line), new TaskRequest(cpu, memory, gpus, milli, models));
    }

    private int Milli(ref TableRow row, int gpus)
    {
        var milli = (int)Math.Min(row.Whole(_milli, OpenbReader.AmountMax), TaskRequest.WholeGpuMilli);
        if (gpus == 0) return 0;

        if (milli == 0)
        {
            row.Fail("gpu_milli is 0 although num_gpu is not", "write 1 to 1000, or num_gpu 0");
        }
        else if (gpus > 1 && milli < TaskRequest.WholeGpuMilli)
        {
            row.Fail(
                $"a share of {milli} is asked of each of {gpus} accelerators",
                "write gpu_milli 1000, or num_gpu 1");
        }

        return milli;
    }

    // Empty items are dropped; the rest keeps its text, for the experiment tells classes of tasks apart by it.
    private string Models(ref TableRow row)
    {
        var text = row.Label(_models, NameRegister.LengthMax);
        if (text.Length == 0 || (text[0] != '|' && text[^1] != '|' && !text.Contains("||", StringComparison.Ordinal)))
            return _texts.Get(text);

        return string.Join('|', text.ToString().Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    private void CheckAgainstLargest(ref TableRow row, long cpu, long memory, int gpus)
    {
        if (cpu > largest.CpuMillicores)
        {
            row.Fail(
                $"cpu_milli {cpu} is more than the {largest.CpuMillicores} of the largest node",
                "lower it, or add a larger node");
        }
        else if (memory > largest.MemoryMiB)
        {
            row.Fail(
                $"memory_mib {memory} is more than the {largest.MemoryMiB} of the largest node",
                "lower it, or add a larger node");
        }
        else if (gpus > largest.GpuCount)
        {
            row.Fail(
                $"num_gpu {gpus} is more than the {largest.GpuCount} of the largest node",
                "lower it, or add a larger node");
        }
    }
}
