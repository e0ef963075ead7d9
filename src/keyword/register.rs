//! How much a text reads like the abstract of a paper, for whose authors a keyword is another thing than for a newspaper's editor.

use std::sync::LazyLock;

use super::unit::{Region, Units};
use crate::hash::FastSet;

/// Words that papers live by.
const ACADEMIC: &str = "研究 分析 探讨 方法 结果 结论 目的 本文 实验 试验 影响 应用 模型 算法 机理 机制 表明 理论 提出 采用 参数 性能 设计 测定 含量 浓度 检测 对照 显著 优化 仿真 \
特征 特性 结构 评价 比较 基于 综述 论述 阐述 制备 合成 患者 治疗 临床 疗效 因素 对策 策略 现状 系统 数值 函数 系数 样本 变量 实证 测试 计算 论文 原理 过程 效应 差异 探析 浅析 初探 及其";

static ACADEMIC_SET: LazyLock<FastSet<&str>> = LazyLock::new(|| ACADEMIC.split_ascii_whitespace().collect());

/// What tells the two apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Register {
    /// Share of words of papers among the words of title and text.
    pub density: f64,
    /// Words, those of the title threefold, 20 at least.
    pub words: f64,
    /// Characters of the text.
    pub chars: f64,
    /// Blocks of the text.
    pub blocks: f64,
}

impl Register {
    pub(super) fn of(units: &Units) -> Self {
        let is: Vec<bool> = units.words.iter().map(|word| ACADEMIC_SET.contains(word)).collect();
        let (mut all, mut academic, mut chars) = (0.0, 0.0, 0.0);
        for unit in &units.row {
            // A title of ten words says as much as a paragraph.
            let weight = if unit.region == Region::Title { 3.0 } else { 1.0 };
            if unit.chars > 1 {
                all += weight;
                if is[unit.word as usize] {
                    academic += weight;
                }
            }
            if unit.region != Region::Title {
                chars += f64::from(unit.chars);
            }
        }
        let words = f64::max(all, 20.0);
        Self { density: academic / words, words, chars, blocks: f64::from(units.blocks) }
    }

    /// Whether the words alone, however short the text, are those of a paper.
    pub fn is_paper(self) -> bool {
        self.density > 0.05
    }

    /// 0 for news, towards 1 for an abstract: dense in words of papers, short and of one piece.
    pub fn academic(self) -> f64 {
        let z = 24.0 * (self.density - 0.05) + 2.0 * libm::log(450.0 / self.chars.max(30.0))
            - 0.3 * (self.blocks.min(6.0) - 2.0);
        // So many words and hardly one of them a paper's: e^-0.004 a word in news, e^-0.09 in a paper.
        let without = (3.1 * self.density - 0.086) * self.words;
        1.0 / (1.0 + libm::exp(-z - without.min(0.0)))
    }
}
