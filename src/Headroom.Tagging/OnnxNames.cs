using System.Security.Cryptography;
using Headroom.Privacy.Names;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Headroom.Tagging;

/// <summary>
/// A model of token classification in ONNX (onnx.ai), such as a BERT that was trained on names. Every window is
/// computed on one thread, so that the same machine gives the same names whatever the number of threads.
/// </summary>
/// <remarks>
/// The model takes <c>input_ids</c>, and <c>attention_mask</c> and <c>token_type_ids</c> where it wants them: whole
/// numbers, [1, tokens]. It gives <c>logits</c>: [1, tokens, labels]. Weights in further files are not read.
/// </remarks>
public sealed class OnnxNames : INameModel, IDisposable
{
    /// <summary>Longest file of a model, in bytes.</summary>
    public const long BytesMax = 1L << 30;

    private static readonly string[] Known = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession _session;
    private readonly TaggingPlan _plan;
    private readonly string _file;

    private OnnxNames(string file, InferenceSession session, TaggingPlan plan, string hash)
    {
        (_file, _session, _plan, Hash) = (file, session, plan, hash);
        DemandInputs();
        Output = session.OutputMetadata.ContainsKey("logits") || session.OutputMetadata.Count != 1
            ? "logits"
            : session.OutputMetadata.Keys.Single();
        DemandOutput();

        // What the file does not say of its outputs shows when it is asked.
        new OnnxReader(file, session, plan, Output).Read("a"u8, []);
    }

    /// <inheritdoc/>
    public string Hash { get; }

    private string Output { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="plan">How it is used.</param>
    /// <param name="describedHash">Hash over all that the plan was read from.</param>
    /// <exception cref="InvalidDataException">It is no model, or not one of this kind.</exception>
    internal static OnnxNames Open(string path, TaggingPlan plan, byte[] describedHash)
    {
        var bytes = File.ReadAllBytes(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. describedHash, .. SHA256.HashData(bytes)]));
        InferenceSession? session = null;
        try
        {
            // What it would tell its makers on some systems is no business of theirs.
            OrtEnv.Instance().DisableTelemetryEvents();
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            session = new InferenceSession(bytes, options);
            return new OnnxNames(path, session, plan, hash);
        }
        catch (Exception fault)
        {
            session?.Dispose();
            if (fault is not OnnxRuntimeException) throw;
            throw new InvalidDataException($"{path}: this is no ONNX model that can be run ({OneLine(fault.Message)}); export it again");
        }
    }

    /// <inheritdoc/>
    public INameReader Reader() => new OnnxReader(_file, _session, _plan, Output);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    internal static string OneLine(string message)
    {
        const int LengthMax = 200;
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.Length > LengthMax ? line[..LengthMax] + "…" : line;
    }

    private void DemandInputs()
    {
        if (!_session.InputMetadata.ContainsKey(Known[0])) throw Fault($"it has no input '{Known[0]}'");
        foreach (var (name, input) in _session.InputMetadata)
        {
            if (!Known.Contains(name)) throw Fault($"it has the input '{name}'; known: {string.Join(", ", Known)}");
            if (!input.IsTensor || input.ElementDataType is not (TensorElementType.Int64 or TensorElementType.Int32)
                || input.Dimensions.Length != 2)
            {
                throw Fault($"its input '{name}' is no table of whole numbers, [1, tokens]");
            }
        }
    }

    private void DemandOutput()
    {
        if (!_session.OutputMetadata.TryGetValue(Output, out var output)) throw Fault($"it has no output '{Output}'");
        if (!output.IsTensor || output.ElementDataType != TensorElementType.Float || output.Dimensions.Length != 3)
            throw Fault($"its output '{Output}' is not of single-precision numbers, [1, tokens, labels]");
        if (output.Dimensions[2] is > 0 and var count && count != _plan.Labels.Count)
            throw Fault($"it has {count} labels, and its description lists {_plan.Labels.Count}");
    }

    private InvalidDataException Fault(string why) =>
        new($"{_file}: {why}; export it as token classification");
}
