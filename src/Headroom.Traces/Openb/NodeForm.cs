using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Openb;

/// <summary>One node a line. A node without accelerators has no model, whatever the line says.</summary>
internal sealed class NodeForm(Header header)
{
    public static readonly TableForm Form = new(
        "openb node list",
        ',',
        ["sn", "cpu_milli", "memory_mib", "gpu", "model"]);

    private readonly Column _name = header.Required("sn");
    private readonly Column _cpu = header.Required("cpu_milli");
    private readonly Column _memory = header.Required("memory_mib");
    private readonly Column _gpus = header.Required("gpu");
    private readonly Column _model = header.Required("model");
    private readonly NameRegister _names = new();
    private readonly TextPool _texts = new();

    public Node Read(ref TableRow row, long line)
    {
        var cpu = row.Whole(_cpu, OpenbReader.AmountMax);
        var memory = row.Whole(_memory, OpenbReader.AmountMax);
        var gpus = (int)row.Whole(_gpus, Node.GpuCountMax);
        var model = gpus == 0 ? "" : _texts.Get(row.Label(_model, NameRegister.LengthMax));

        return new Node(_names.Take(ref row, _name, line), cpu, memory, gpus, model);
    }
}
