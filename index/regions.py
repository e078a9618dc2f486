"""Places that policies are made for and figures are told of, by their English names; pure."""

from __future__ import annotations

import re


def _listed(names: str) -> frozenset[str]:
    return frozenset(re.split(r",\s+", names.strip()))


LANDS = _listed(
    """
    Argentina, Australia, Austria, Belgium, Brazil, Britain, Cambodia, Canada, Chile, China,
    Denmark, Egypt, Ethiopia, EU, European Union, Finland, France, Germany, Greece, Hungary, India,
    Indonesia, Iran, Ireland, Israel, Italy, Japan, Kazakhstan, Kenya, Korea, Laos, Malaysia,
    Mexico, Mongolia, Myanmar, Netherlands, New Zealand, Nigeria, North Korea, Norway, Pakistan,
    Philippines, Poland, Portugal, Russia, Saudi Arabia, Serbia, Singapore, South Africa,
    South Korea, Spain, Sweden, Switzerland, Taiwan, Thailand, Turkey, UAE, UK, Ukraine,
    United Kingdom, United States, US, USA, Vietnam
    """
)
PROVINCES = _listed(
    """
    Anhui, Beijing, Chongqing, Fujian, Gansu, Guangdong, Guangxi, Guizhou, Hainan, Hebei,
    Heilongjiang, Henan, Hong Kong, Hubei, Hunan, Inner Mongolia, Jiangsu, Jiangxi, Jilin, Liaoning,
    Macao, Macau, Ningxia, Qinghai, Shaanxi, Shandong, Shanghai, Shanxi, Sichuan, Tianjin, Tibet,
    Xinjiang, Yunnan, Zhejiang
    """
)
CITIES = _listed(
    """
    Beijing, Changchun, Changsha, Chengdu, Chongqing, Dalian, Dongguan, Foshan, Guangzhou, Guiyang,
    Hangzhou, Harbin, Hefei, Jinan, Kunming, Lanzhou, Nanchang, Nanjing, Ningbo, Qingdao, Shanghai,
    Shenyang, Shenzhen, Suzhou, Taiyuan, Tianjin, Urumqi, Wuhan, Wuxi, Xi'an, Xiamen, Xiong'an,
    Zhengzhou, Zhuhai
    """
)
CAPITALS = _listed(
    """
    Berlin, Brussels, Canberra, Delhi, London, Madrid, Moscow, New Delhi, Ottawa, Paris, Rome,
    Seoul, Taipei, The Hague, Tokyo, Warsaw, Washington
    """
)
_WIDER = frozenset(("Africa", "America", "Asia", "ASEAN", "Europe", "Beijing-Tianjin-Hebei"))
ORIGINS = _listed(
    """
    African, American, Asian, Australian, Austrian, Belgian, Brazilian, British, Canadian, Chinese,
    Danish, Dutch, EU, European, Finnish, French, German, Indian, Indonesian, Israeli, Italian,
    Japanese, Korean, Malaysian, Mexican, Norwegian, Polish, Russian, Singaporean, South Korean,
    Spanish, Swedish, Swiss, Taiwanese, Thai, Turkish, UK, US, Vietnamese
    """
)
"""What says of a firm or a figure where it is of: "Chinese firms", "US output"."""
PLACES = LANDS | PROVINCES | CITIES | CAPITALS | _WIDER
_ORIGIN = re.compile(rf"\b(?:{'|'.join(sorted(ORIGINS, key=len, reverse=True))})(?= [a-z])")
_REGION = re.compile(
    r"(?:Province|City|County|District|Municipality|Delta|Bay Area|New Area|Free Trade Zone)$"
)


def origins(text: str) -> list[re.Match[str]]:
    """Find the words that say where something is of: "Chinese firms"."""
    return list(_ORIGIN.finditer(text))


def is_place(name: str) -> bool:
    """Tell whether a name is a country's, a province's, a large city's or says that it is one."""
    return name in PLACES or bool(_REGION.search(name))
