using System.Text;
using Headroom.Curation.Tokens;
using Microsoft.ML.Tokenizers;
using Tokenizer = Headroom.Curation.Tokens.Tokenizer;

namespace Headroom.Cli.Bench.Curate;

/// <summary>How fast a core counts tokens, beside Microsoft.ML.Tokenizers over the same texts.</summary>
internal static class TokenMeasure
{
    private const int Runs = 3;

    /// <summary>MB of text for each second of processor time, counting as o200k does.</summary>
    public static double Rate(BenchRun bench)
    {
        string[] texts = [.. CorpusTexts.Texts(bench)];
        byte[][] bytes = [.. texts.Select(Encoding.UTF8.GetBytes)];
        var megabytes = bytes.Sum(text => (double)text.Length) / 1e6;
        var counter = new TokenCounter(Tokenizer.Open("o200k"));
        long ours = 0, theirs = 0;
        var rate = megabytes / Median(() => ours = bytes.Sum(text => counter.Count(text)));

        var peer = TiktokenTokenizer.CreateForEncoding("o200k_base");
        var peerRate = megabytes / Median(() => theirs = texts.Sum(text => (long)peer.CountTokens(text)));
        bench.Add(new BenchFigure("text", megabytes, "MB", ""));
        bench.Add(new BenchFigure("tokens", ours, "", ""));
        bench.Add(new BenchFigure("tokens by Microsoft.ML.Tokenizers", theirs, "", ""));
        bench.Add(new BenchFigure("Microsoft.ML.Tokenizers in this run", peerRate, "MB/s", ""));
        return rate;
    }

    private static double Median(Action work) => BenchRun.Median(Runs, BenchRun.ProcessorSeconds, work);
}
