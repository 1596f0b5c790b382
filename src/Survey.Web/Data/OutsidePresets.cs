using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data;

/// <summary>The indices that every province follows. They are stored at the first value that needs them; reading changes nothing.</summary>
public static class OutsidePresets
{
    private const string Ministry = "Bộ Nội vụ";

    public static IReadOnlyList<OutsideIndex> All =>
    [
        New("papi", "Chỉ số Hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)", "Provincial Governance and Public Administration Performance Index (PAPI)", "CECODES, VFF-CRT, RTA, UNDP", 8000),
        New("pci", "Chỉ số Năng lực cạnh tranh cấp tỉnh (PCI)", "Provincial Competitiveness Index (PCI)", "VCCI", 10000),
        New("par_index", "Chỉ số Cải cách hành chính (PAR Index)", "Public Administration Reform Index (PAR Index)", Ministry, 10000),
        New("sipas_moha", "Chỉ số hài lòng về sự phục vụ hành chính do Bộ Nội vụ công bố (SIPAS)", "Satisfaction index as the ministry publishes it (SIPAS)", Ministry, 10000),
        New("ict_index", "Chỉ số sẵn sàng ứng dụng CNTT-TT (ICT Index)", "ICT readiness index (ICT Index)", "Bộ Thông tin và Truyền thông, Hội Tin học Việt Nam", null),
        New("ddci", "Chỉ số Năng lực cạnh tranh cấp sở, ngành và địa phương (DDCI)", "Department and District Competitiveness Index (DDCI)", "Ủy ban nhân dân tỉnh", 10000),
    ];

    /// <summary>What is stored, and the presets that are not yet, by name.</summary>
    public static async Task<List<OutsideIndex>> WithPresetsAsync(this DbSet<OutsideIndex> indices, CancellationToken cancellationToken)
    {
        var stored = await indices.AsNoTracking().ToListAsync(cancellationToken);
        var codes = stored.Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        return [.. stored.Concat(All.Where(p => !codes.Contains(p.Code))).OrderBy(i => i.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>The index of a code, added from the presets where it is one that is not stored yet; null: there is none.</summary>
    public static async Task<OutsideIndex?> FindOrAddAsync(this DbSet<OutsideIndex> indices, string code, CancellationToken cancellationToken)
    {
        if (await indices.FindAsync([code], cancellationToken) is { } known)
        {
            return known;
        }

        var preset = All.FirstOrDefault(p => p.Code == code);
        return preset is null ? null : indices.Add(preset).Entity;
    }

    private static OutsideIndex New(string code, string name, string nameEn, string publisher, int? maximum) =>
        new() { Code = code, Name = name, NameEn = nameEn, Publisher = publisher, MaximumHundredths = maximum };
}
