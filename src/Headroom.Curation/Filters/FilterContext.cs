using Headroom.Curation.Decontamination;
using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>What filters are given besides their settings.</summary>
/// <param name="Breaker">How text is broken into words.</param>
/// <param name="Contaminants">N-grams of benchmarks; null when none were named.</param>
/// <param name="Masking">How personal data is masked; null when nobody said.</param>
internal sealed record FilterContext(
    IWordBreaker Breaker, Contaminants? Contaminants = null, Masking? Masking = null);
